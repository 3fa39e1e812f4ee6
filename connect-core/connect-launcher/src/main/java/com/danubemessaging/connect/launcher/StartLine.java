package com.danubemessaging.connect.launcher;

import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.runtime.config.LoadedConfig;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every log of a connector begins with: which connector runs as what, and what is doubtful about it. */
final class StartLine {

    private static final Logger LOG = LoggerFactory.getLogger(DanubeConnect.class);

    /** The JVM keeps a part of {@code -Xmx} for itself and reports less. */
    private static final double REPORTED_SHARE = 0.9;

    private StartLine() {}

    static void log(ConnectorProvider provider, LoadedConfig loaded, Optional<Path> file) {
        ConnectorConfig config = loaded.config();
        LOG.atInfo()
                .addKeyValue("connector", config.connectorName())
                .addKeyValue("config", file.map(Path::toString).orElse("environment"))
                .addKeyValue("danube", config.danubeAddress())
                .addKeyValue("metrics_port", config.get(CoreFields.METRICS_PORT))
                .log("Starting {} {}", provider.type(), provider.version());
        loaded.warnings().forEach(warning -> LOG.warn("{}", warning));
        warnOfSmallHeap(provider.requiredHeapMebibytes(), Runtime.getRuntime().maxMemory());
    }

    private static void warnOfSmallHeap(int requiredMebibytes, long heapBytes) {
        long mebibytes = heapBytes >> 20;
        if (mebibytes < requiredMebibytes * REPORTED_SHARE) {
            LOG.atWarn()
                    .addKeyValue("heap_mib", mebibytes)
                    .addKeyValue("required_mib", requiredMebibytes)
                    .log("The heap is smaller than this connector's queues may need; raise -Xmx");
        }
    }
}
