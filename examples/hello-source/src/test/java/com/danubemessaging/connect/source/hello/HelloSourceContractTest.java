package com.danubemessaging.connect.source.hello;

import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.testkit.SourceCapability;
import com.danubemessaging.connect.testkit.SourceContract;
import com.danubemessaging.connect.testkit.SourceOrigin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

class HelloSourceContractTest extends SourceContract {

    @TempDir
    Path folder;

    @Override
    protected ConnectorProvider provider() {
        return new HelloSourceProvider();
    }

    @Override
    protected SourceOrigin newOrigin() throws IOException {
        return new TextFile(folder);
    }

    @Override
    protected Set<SourceCapability> capabilities() {
        return EnumSet.of(SourceCapability.POSITIONS, SourceCapability.TOTAL_ORDER);
    }
}
