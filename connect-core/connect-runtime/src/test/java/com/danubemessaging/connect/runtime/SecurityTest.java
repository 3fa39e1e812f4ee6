package com.danubemessaging.connect.runtime;

import static com.danubemessaging.connect.runtime.CollectingSink.reading;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.config.Secret;
import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.vertx.client.Message;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Connectors of a broker that encrypts and asks for tokens. */
class SecurityTest extends SecuredRuntimeFixture {

    private static final Duration HOUR = Duration.ofHours(1);

    private CollectingSink sink() {
        return new CollectingSink(reading(TOPIC));
    }

    private String reasonOfTheEnd(TestConfigs config) throws Exception {
        producer(TOPIC);
        return end(deploy(config, sink())).reason();
    }

    private String checked(TestConfigs config) throws Exception {
        return ConnectRuntime.create(vertx, config.build())
                .check(TestConfigs.provider(this::sink))
                .await(20, SECONDS)
                .items()
                .get(0)
                .detail();
    }

    @Test
    void endsAtTheStartWithoutATokenOrWithOneThatHasExpired() throws Exception {
        assertThat(reasonOfTheEnd(trusting("none"))).contains("the broker asks for a token and none is configured");
        assertThat(reasonOfTheEnd(trusting("expired").with(CoreFields.TOKEN, Secret.of(token(Duration.ofMinutes(-5))))))
                .contains("the token expired at 2");
    }

    @Test
    void endsAtTheStartWhereTheBrokerIsNotTrusted() throws Exception {
        assertThat(reasonOfTheEnd(config("untrusting").with(CoreFields.TOKEN, Secret.of(token(HOUR)))))
                .contains("was issued by an authority that is not trusted here");
    }

    @Test
    void checkSaysWhatIsWrongInOneSentence() throws Exception {
        String missing = certificates.resolve("missing.pem").toString();

        assertThat(checked(config("c").with(CoreFields.TLS_CA_FILE, missing)))
                .contains(danube.serviceUrl())
                .contains("there is no such file");
        assertThat(checked(trusting("c"))).contains("the broker asks for a token and none is configured");
        assertThat(checked(trusting("c").with(CoreFields.TOKEN, Secret.of(token(Duration.ofMinutes(-5))))))
                .contains("the token expired at 2");
        assertThat(checked(trusting("c").with(CoreFields.TOKEN, Secret.of(token(HOUR)))))
                .isEqualTo("a broker answers at " + danube.serviceUrl());
    }

    @Test
    void refusesASupplierBesideAConfiguredToken() {
        ConnectRuntimeOptions options = new ConnectRuntimeOptions()
                .setServeHttp(false)
                .setDanubeTokenSupplier(() -> Future.succeededFuture(token(HOUR)));
        TestConfigs config = trusting("two").with(CoreFields.TOKEN, Secret.of(token(HOUR)));

        assertThatThrownBy(() -> deploy(config, this::sink, options))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the application supplies tokens by itself");
    }

    @Test
    void losesNoRecordWhenTheTokenOfASourceExpiresWhileItPublishes() throws Exception {
        Path file = Files.writeString(certificates.resolve("token"), token(EXPIRES_SOON));
        List<Message> published = tail(TOPIC);
        ListSource source = new ListSource(ProducerConfig.reliable(TOPIC), 400, 5);
        RunningConnector running = deploy(
                trusting("source").with(CoreFields.TOKEN_FILE, file.toString()).with(CoreFields.MAX_PUBLISH_RATE, 100L),
                source);
        until(() -> !published.isEmpty());
        until(() -> !health(running).getBoolean("ready"));
        int before = published.size();
        Files.writeString(file, token(HOUR));

        until(() -> source.committed == 399);
        assertThat(before).isLessThan(400);
        until(() -> new HashSet<>(texts(published)).size() == 400);
        running.stop().await(10, SECONDS);
    }

    @Test
    void losesNoRecordWhenTheTokenOfASinkExpiresWhileItReads() throws Exception {
        Path file = Files.writeString(certificates.resolve("token"), token(EXPIRES_SOON));
        CollectingSink sink = sink();
        producer(TOPIC);
        RunningConnector running = deployReady(trusting("sink").with(CoreFields.TOKEN_FILE, file.toString()), sink);
        int sent = 0;
        // The window is ten: once acknowledgements are refused, no more than these arrive.
        while (sent - sink.payloads().size() < 10) {
            publish(TOPIC, String.valueOf(sent++));
        }
        Files.writeString(file, token(HOUR));

        int all = sent;
        until(() -> new HashSet<>(sink.payloads()).size() == all);
        until(() -> count(running, "acknowledged") == all);
        assertThat(danube.topic(TOPIC).await(5, SECONDS).subscription("all").unacked())
                .isZero();
        running.stop().await(10, SECONDS);
    }

    @Test
    void takesTokensFromTheApplication() throws Exception {
        AtomicInteger questions = new AtomicInteger();
        CollectingSink sink = sink();
        producer(TOPIC);
        RunningConnector running =
                deploy(trusting("embedded"), () -> sink, new ConnectRuntimeOptions().setDanubeTokenSupplier(() -> {
                            questions.incrementAndGet();
                            return vertx.executeBlocking(() -> token(HOUR));
                        }));
        awaitReady(running);

        publish(TOPIC, "1", "2");

        until(() -> sink.payloads().equals(List.of("1", "2")));
        assertThat(questions).hasValue(1);
        running.stop().await(10, SECONDS);
    }
}
