package com.danubemessaging.connect.launcher;

import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.launcher.logging.LogSettings;
import com.danubemessaging.connect.launcher.logging.Logging;
import com.danubemessaging.connect.runtime.config.ConfigReference;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Writes what can be configured; contacts nothing and reads no configuration. */
@Command(
        name = "describe",
        sortOptions = false,
        description =
                "Writes the configuration reference of the connector, as a table, a JSON Schema or a sample file.")
final class DescribeCommand implements Callable<Integer> {

    /** What to write. */
    enum Form {
        TABLE,
        JSON_SCHEMA,
        TOML,
        TOML_FULL;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Words with hyphens, as options are written. */
    static final class FormConverter implements ITypeConverter<Form> {

        @Override
        public Form convert(String value) {
            return Arrays.stream(Form.values())
                    .filter(form -> form.word().equals(value.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + value + "' is not one of "
                            + Arrays.stream(Form.values()).map(Form::word).collect(Collectors.joining(", "))));
        }
    }

    private final Surroundings surroundings;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            converter = FormConverter.class,
            description = "table (Markdown), json-schema (draft 2020-12), toml (the smallest file) or toml-full (every"
                    + " key). Default: ${DEFAULT-VALUE}.")
    private Form form = Form.TABLE;

    @Mixin
    private final ConnectorOption connector = new ConnectorOption();

    @Mixin
    private final HelpOption help = new HelpOption();

    DescribeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Logging.install(LogSettings.of(surroundings.environment(), "warn", surroundings.terminal()), true);
        ConnectorProvider provider = connector.choose(surroundings);
        surroundings.out().println(text(provider).stripTrailing());
        surroundings.out().flush();
        return ExitCode.DONE.code();
    }

    private String text(ConnectorProvider provider) {
        ConfigReference reference = ConfigReference.ofConnector(provider.spec());
        return switch (form) {
            case TABLE -> reference.markdown();
            case JSON_SCHEMA -> reference.jsonSchema(provider.type()).encodePrettily();
            case TOML -> reference.minimalToml();
            case TOML_FULL -> reference.fullToml();
        };
    }
}
