package com.danubemessaging.connect.source.webhook;

import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.testkit.SourceCapability;
import com.danubemessaging.connect.testkit.SourceContract;
import com.danubemessaging.connect.testkit.SourceOrigin;
import java.io.IOException;
import java.util.Set;

class WebhookSourceContractTest extends SourceContract {

    @Override
    protected ConnectorProvider provider() {
        return new WebhookSourceProvider();
    }

    @Override
    protected SourceOrigin newOrigin() throws IOException {
        return new Sender();
    }

    /** An event that was answered 200 is the sender's no more. */
    @Override
    protected Set<SourceCapability> capabilities() {
        return Set.of(SourceCapability.ANSWERS_EMISSIONS);
    }
}
