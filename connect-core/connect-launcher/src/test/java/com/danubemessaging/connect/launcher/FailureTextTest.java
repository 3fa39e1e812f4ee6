package com.danubemessaging.connect.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.api.error.FatalException;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FailureTextTest {

    @Test
    void ourErrorsSpeakForThemselves() {
        assertThat(FailureText.of(new ConfigurationException("a: is wrong")))
                .isEqualTo(new FailureText("a: is wrong", true));
        assertThat(FailureText.of(new CompletionException(new FatalException("b broke"))))
                .isEqualTo(new FailureText("b broke", true));
    }

    @Test
    void aTakenPortIsExplained() {
        assertThat(FailureText.of(new BindException("Address already in use")))
                .isEqualTo(new FailureText(
                        "a port cannot be listened on: Address already in use; check processing.metrics_port and the"
                                + " ports among the connector's own keys",
                        true));
    }

    @Test
    void aFileIsNamedWithTheReason() {
        assertThat(FailureText.of(new AccessDeniedException("/etc/a")).sentence())
                .isEqualTo("file /etc/a: AccessDeniedException");
        assertThat(FailureText.of(new IOException()).sentence()).isEqualTo("IOException");
    }

    @Test
    void aSurpriseIsMarkedForItsStackTrace() {
        FailureText text = FailureText.of(new NullPointerException("oops"));

        assertThat(text.expected()).isFalse();
        assertThat(text.sentence()).contains("java.lang.NullPointerException: oops");
    }
}
