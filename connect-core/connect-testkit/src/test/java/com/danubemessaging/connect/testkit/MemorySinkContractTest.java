package com.danubemessaging.connect.testkit;

import com.danubemessaging.connect.api.ConnectorProvider;
import java.util.EnumSet;
import java.util.Set;

class MemorySinkContractTest extends SinkContract {

    @Override
    protected ConnectorProvider provider() {
        return new MemorySinkProvider();
    }

    @Override
    protected SinkTarget newTarget() {
        return MemoryTable.open();
    }

    @Override
    protected Set<SinkCapability> capabilities() {
        return EnumSet.of(SinkCapability.ATTRIBUTES, SinkCapability.ANY_PAYLOAD, SinkCapability.SEVERAL_TASKS);
    }
}
