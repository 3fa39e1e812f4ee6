package com.danubemessaging.connect.source.webhook.http;

import com.danubemessaging.connect.api.error.FatalException;
import com.danubemessaging.connect.source.webhook.config.WebhookSettings;
import java.net.BindException;
import java.net.UnknownHostException;

/** Why the server does not listen, as a sentence. */
final class BindFailure {

    private BindFailure() {}

    static FatalException of(WebhookSettings.Server server, Throwable cause) {
        String address = server.host() + ":" + server.port();
        if (cause instanceof UnknownHostException) {
            return new FatalException(
                    WebhookErrorCode.CANNOT_LISTEN,
                    "server.host: '" + server.host() + "' is not known; write an IP address of this machine or 0.0.0.0",
                    cause);
        }
        String reason = cause instanceof BindException
                        && String.valueOf(cause.getMessage()).contains("in use")
                ? "the port is in use; choose another server.port or stop the process that has it"
                : cause.getMessage() + "; correct server.host and server.port";
        return new FatalException(
                WebhookErrorCode.CANNOT_LISTEN, "server.port: cannot listen on " + address + ": " + reason, cause);
    }
}
