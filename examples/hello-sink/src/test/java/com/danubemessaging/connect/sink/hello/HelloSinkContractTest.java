package com.danubemessaging.connect.sink.hello;

import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.testkit.SinkCapability;
import com.danubemessaging.connect.testkit.SinkContract;
import com.danubemessaging.connect.testkit.SinkTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

class HelloSinkContractTest extends SinkContract {

    @TempDir
    Path folder;

    @Override
    protected ConnectorProvider provider() {
        return new HelloSinkProvider();
    }

    @Override
    protected SinkTarget newTarget() throws IOException {
        return new JsonLinesTarget(folder);
    }

    @Override
    protected Set<SinkCapability> capabilities() {
        return EnumSet.of(SinkCapability.ATTRIBUTES, SinkCapability.ANY_PAYLOAD);
    }
}
