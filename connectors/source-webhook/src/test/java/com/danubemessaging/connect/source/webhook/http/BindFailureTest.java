package com.danubemessaging.connect.source.webhook.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.source.webhook.config.WebhookSettings;
import java.net.BindException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BindFailureTest {

    private static String sentence(String host, Throwable cause) {
        return BindFailure.of(
                        new WebhookSettings.Server(host, 8080, Optional.empty(), Duration.ofSeconds(30), 1, 1, 1, 1),
                        cause)
                .getMessage();
    }

    @Test
    void namesAHostThatIsNotKnown() {
        assertThat(sentence("nowhere.invalid", new UnknownHostException("nowhere.invalid")))
                .isEqualTo("server.host: 'nowhere.invalid' is not known; write an IP address of this machine or"
                        + " 0.0.0.0");
    }

    @Test
    void namesAPortThatIsTaken() {
        assertThat(sentence("0.0.0.0", new BindException("Address already in use")))
                .isEqualTo("server.port: cannot listen on 0.0.0.0:8080: the port is in use; choose another server.port"
                        + " or stop the process that has it");
    }

    @Test
    void passesOnAnyOtherReason() {
        assertThat(sentence("192.0.2.1", new BindException("Cannot assign requested address")))
                .isEqualTo("server.port: cannot listen on 192.0.2.1:8080: Cannot assign requested address; correct"
                        + " server.host and server.port");
    }
}
