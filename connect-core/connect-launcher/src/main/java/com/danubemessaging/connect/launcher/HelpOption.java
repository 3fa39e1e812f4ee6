package com.danubemessaging.connect.launcher;

import picocli.CommandLine.Option;

/** The option that every command has, under Vert.x's names for it. */
final class HelpOption {

    @Option(
            names = {"-h", "--help", "-help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean asked;
}
