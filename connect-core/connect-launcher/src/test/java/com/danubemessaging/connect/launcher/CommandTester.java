package com.danubemessaging.connect.launcher;

import com.danubemessaging.connect.api.ConnectorProvider;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Carries out commands within this JVM, with an environment and a class path of the test's choice. */
final class CommandTester {

    /**
     * What a command left behind.
     *
     * @param code exit code
     * @param out standard output
     * @param err standard error
     */
    record Result(int code, String out, String err) {}

    private final Map<String, String> environment = new HashMap<>();
    private List<ConnectorProvider> providers = List.of(new TickerProvider());
    private Path usualConfigFile = Path.of("does-not-exist.toml");

    CommandTester environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    CommandTester providers(ConnectorProvider... all) {
        providers = List.of(all);
        return this;
    }

    CommandTester usualConfigFile(Path file) {
        usualConfigFile = file;
        return this;
    }

    Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings surroundings = new Surroundings(
                environment, new PrintWriter(out), new PrintWriter(err), false, usualConfigFile, () -> providers);
        int code = Commands.execute(surroundings, arguments);
        return new Result(code, out.toString(), err.toString());
    }
}
