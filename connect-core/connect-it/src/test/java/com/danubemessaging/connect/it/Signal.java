package com.danubemessaging.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/** What a process can be told from outside. */
enum Signal {
    TERM,
    KILL,
    STOP,
    CONT;

    void sendTo(Process process) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name(), Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).as("exit code of kill -%s", name()).isZero();
    }
}
