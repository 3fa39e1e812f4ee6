package com.danubemessaging.connect.testkit;

import com.danubemessaging.connect.api.ConnectorProvider;
import java.util.EnumSet;
import java.util.Set;

class MemorySourceContractTest extends SourceContract {

    @Override
    protected ConnectorProvider provider() {
        return new MemorySinkProvider(MemorySource::new);
    }

    @Override
    protected SourceOrigin newOrigin() {
        return MemoryQueue.open();
    }

    @Override
    protected Set<SourceCapability> capabilities() {
        return EnumSet.of(SourceCapability.TOTAL_ORDER);
    }
}
