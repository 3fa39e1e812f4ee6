package com.danubemessaging.connect.source.webhook.http;

import com.danubemessaging.connect.api.error.ErrorCode;

/** What can go wrong with the HTTP server. */
enum WebhookErrorCode implements ErrorCode {
    /** The port is in use, or the address is none of this machine's. */
    CANNOT_LISTEN("The HTTP server cannot listen; correct server.host and server.port, or free the port.");

    private final String description;

    WebhookErrorCode(String description) {
        this.description = description;
    }

    @Override
    public String description() {
        return description;
    }
}
