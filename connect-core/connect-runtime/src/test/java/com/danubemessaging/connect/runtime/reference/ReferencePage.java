package com.danubemessaging.connect.runtime.reference;

import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.error.CoreErrorCode;
import com.danubemessaging.connect.runtime.config.ConfigReference;
import com.danubemessaging.connect.runtime.metrics.RuntimeMeter;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pages of {@code connect-core/docs/reference}, each made from what the code declares. */
enum ReferencePage {
    CONFIGURATION(
            """
            # Configuration

            The keys that every connector has. Its own are in its folder's README, and `java -jar <connector>-fat.jar describe`
            writes both. An environment variable wins over the file.

            """,
            () -> ConfigReference.of(CoreFields.SPEC).markdown()),

    METRICS(
            """
            # Metrics

            What every connector tells on `/metrics`, in the names of Prometheus; its own are in its folder's README. A timer comes
            in seconds with the quantiles 0.5, 0.9, 0.95, 0.99 and 0.999, and it and a summary with `_count`, `_sum` and `_max`.
            A meter of a topic appears when there is something to count.

            """,
            ReferencePage::metrics),

    ERRORS(
            """
            # Errors

            The codes of the core, in the attribute `danube.connect.error.code` of a dead letter. A connector may have more.

            """,
            ReferencePage::errors);

    private final String head;
    private final Supplier<String> table;

    ReferencePage(String head, Supplier<String> table) {
        this.head = head;
        this.table = table;
    }

    String file() {
        return name().toLowerCase(Locale.ROOT) + ".md";
    }

    String text() {
        return head + table.get();
    }

    private static String metrics() {
        return table(
                "| Metric | Kind | Labels | Meaning |\n| --- | --- | --- | --- |\n",
                Stream.of(RuntimeMeter.values())
                        .map(meter -> "| `" + meter.prometheusName() + "` | "
                                + meter.kind().name().toLowerCase(Locale.ROOT) + " | "
                                + meter.scope().labels().stream()
                                        .map(label -> "`" + label + "`")
                                        .collect(Collectors.joining(", "))
                                + " | " + meter.description() + " |\n"));
    }

    private static String errors() {
        return table(
                "| Code | Meaning |\n| --- | --- |\n",
                Stream.of(CoreErrorCode.values())
                        .map(code -> "| `" + code.name() + "` | " + code.description() + " |\n"));
    }

    private static String table(String head, Stream<String> rows) {
        return head + rows.collect(Collectors.joining());
    }
}
