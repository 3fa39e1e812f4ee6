package com.danubemessaging.connect.source.mqtt;

import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.testkit.SourceCapability;
import com.danubemessaging.connect.testkit.SourceContract;
import com.danubemessaging.connect.testkit.SourceOrigin;
import java.util.Set;
import java.util.concurrent.TimeoutException;

class MqttSourceContractTest extends SourceContract {

    @Override
    protected ConnectorProvider provider() {
        return new MqttSourceProvider();
    }

    @Override
    protected SourceOrigin newOrigin() throws TimeoutException {
        return KeptSession.start();
    }

    /**
     * None: the session at the broker remembers what is unacknowledged, and MQTT 3.1.1 (4.6) promises order within one
     * topic only.
     */
    @Override
    protected Set<SourceCapability> capabilities() {
        return Set.of();
    }
}
