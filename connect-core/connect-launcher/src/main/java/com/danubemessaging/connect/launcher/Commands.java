package com.danubemessaging.connect.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * The command line: {@code run}, {@code check}, {@code describe}. Without a command it is {@code run}, because
 * upstream's images are started without arguments.
 */
@Command(
        name = "danube-connect",
        sortOptions = false,
        versionProvider = Version.class,
        description = "Runs one Danube connector as one process.",
        footer = {
            "",
            "Without a command: run.",
            "Exit codes: 0 done, 1 failure, 2 wrong command line, 128 + n ended by a second signal n."
        })
final class Commands {

    private static final Set<String> ROOT_ARGUMENTS =
            Set.of("run", "check", "describe", "-h", "-help", "--help", "-v", "--version");

    @Mixin
    private final HelpOption help = new HelpOption();

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Shows versions.")
    private boolean versionAsked;

    private Commands() {}

    /**
     * Carries out a command, on the calling thread.
     *
     * @return the exit code; whoever calls this ends the JVM with it
     */
    static int execute(Surroundings surroundings, String... arguments) {
        CommandLine root = new CommandLine(new Commands(), new VersionFactory(surroundings))
                .addSubcommand(new RunCommand(surroundings))
                .addSubcommand(new CheckCommand(surroundings))
                .addSubcommand(new DescribeCommand(surroundings))
                .setOptionsCaseInsensitive(true) // as Vert.x's launcher has it
                .setOut(surroundings.out())
                .setErr(surroundings.err())
                .setParameterExceptionHandler((wrong, args) -> refuse(surroundings, wrong))
                .setExecutionExceptionHandler((failure, command, parsed) ->
                        new FailureReport(surroundings.err()).print(failure).code());
        return root.execute(withCommand(arguments));
    }

    private static String[] withCommand(String[] arguments) {
        if (arguments.length > 0 && ROOT_ARGUMENTS.contains(arguments[0].toLowerCase(Locale.ROOT))) {
            return arguments;
        }
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(0, "run");
        return all.toArray(String[]::new);
    }

    private static int refuse(Surroundings surroundings, ParameterException wrong) {
        surroundings.err().println("Error: " + wrong.getMessage());
        surroundings
                .err()
                .println("See " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        surroundings.err().flush();
        return ExitCode.USAGE.code();
    }

    /** Makes the version provider, which picocli knows by its class only. */
    private record VersionFactory(Surroundings surroundings) implements CommandLine.IFactory {

        @Override
        public <K> K create(Class<K> type) throws Exception {
            return type == Version.class
                    ? type.cast(new Version(surroundings))
                    : CommandLine.defaultFactory().create(type);
        }
    }
}
