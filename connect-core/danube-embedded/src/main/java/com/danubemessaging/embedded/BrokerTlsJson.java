package com.danubemessaging.embedded;

import com.danubemessaging.embedded.model.BrokerTls;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A broker's certificate files in the options' JSON. */
final class BrokerTlsJson {

    private BrokerTlsJson() {}

    static @Nullable BrokerTls read(@Nullable JsonObject json) {
        if (json == null) {
            return null;
        }
        String clientAuthority = json.getString("clientAuthority");
        return new BrokerTls(
                Path.of(json.getString("certificate")),
                Path.of(json.getString("key")),
                clientAuthority == null ? null : Path.of(clientAuthority));
    }

    static @Nullable JsonObject write(@Nullable BrokerTls tls) {
        if (tls == null) {
            return null;
        }
        JsonObject json = new JsonObject()
                .put("certificate", tls.certificate().toString())
                .put("key", tls.key().toString());
        Path clientAuthority = tls.clientAuthority();
        return clientAuthority == null ? json : json.put("clientAuthority", clientAuthority.toString());
    }
}
