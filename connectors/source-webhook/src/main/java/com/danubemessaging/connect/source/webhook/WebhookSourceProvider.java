package com.danubemessaging.connect.source.webhook;

import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.source.webhook.config.WebhookFields;
import com.danubemessaging.connect.source.webhook.config.WebhookSettings;
import java.util.Optional;

/** The door of {@code source-webhook}; see the package's description. */
public final class WebhookSourceProvider implements ConnectorProvider {

    @Override
    public String type() {
        return "source-webhook";
    }

    /** The version of the jar, or {@code development} when run from classes. */
    @Override
    public String version() {
        return Optional.ofNullable(getClass().getPackage().getImplementationVersion())
                .orElse("development");
    }

    @Override
    public String apiVersion() {
        return API_VERSION;
    }

    @Override
    public ConfigSpec spec() {
        return WebhookFields.SPEC;
    }

    @Override
    public Connector create(ConnectorConfig config) {
        return new WebhookSource(WebhookSettings.from(config));
    }
}
