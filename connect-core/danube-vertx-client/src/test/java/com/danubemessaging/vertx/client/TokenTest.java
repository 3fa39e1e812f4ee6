package com.danubemessaging.vertx.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.BrokerTokens;
import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import com.danubemessaging.vertx.client.schema.NewSchema;
import com.danubemessaging.vertx.client.schema.SchemaType;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is let in, and where tokens come from. */
class TokenTest extends SecuredTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration EXPIRED = Duration.ofMinutes(-5);

    private EmbeddedDanube broker;

    @BeforeEach
    void startBroker() throws Exception {
        broker = broker(
                new EmbeddedDanubeOptions().setTls(tls(authority.issue())).setTokenSecret(SECRET));
    }

    private DanubeException refusal(DanubeClientOptions options) throws Exception {
        return Failures.of(client(options).createProducer(new ProducerOptions(TOPIC, "p")));
    }

    private void works(DanubeClientOptions options) throws Exception {
        client(options).checkConnection().await(10, SECONDS);
    }

    @Test
    void saysThatABrokerAsksForATokenAndThereIsNone() throws Exception {
        DanubeException refused = refusal(options(broker));

        assertThat(refused.kind()).isEqualTo(Kind.AUTHORIZATION);
        assertThat(refused)
                .hasMessage("Could not create producer on " + TOPIC
                        + ": the broker asks for a token and none is configured (UNAUTHENTICATED 'Authentication"
                        + " credentials are missing')");
    }

    @Test
    void saysWhenATokenExpired() throws Exception {
        DanubeException refused = refusal(options(broker).setToken(token(EXPIRED)));

        assertThat(refused.kind()).isEqualTo(Kind.AUTHORIZATION);
        assertThat(refused).hasMessageContaining("the token expired at 2");
    }

    @Test
    void saysThatATokenIsNotAcceptedAlthoughItHasNotExpired() throws Exception {
        String[] parts = token(HOUR).split("\\.");

        assertThat(refusal(options(broker).setToken(parts[0] + '.' + parts[1] + ".c2lnbmF0dXJl")))
                .hasMessageContaining("it was signed with another secret, or withdrawn");
        assertThat(refusal(options(broker).setToken("opaque")))
                .hasMessageContaining("the broker does not accept the token (");
    }

    @Test
    void saysThatABrokerChecksNoTokens() throws Exception {
        EmbeddedDanube lenient = broker(authority.issue());

        assertThat(refusal(options(lenient).setToken(token(HOUR)))).hasMessageContaining("the broker checks no tokens");
    }

    @Test
    void namesATokenFileThatCannotBeUsed() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty"), " \n");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {1, 2, 3});

        assertThat(refusal(options(broker).setTokenFile(folder.resolve("none").toString())))
                .hasMessageContaining("Could not read the token in '" + folder.resolve("none"));
        assertThat(refusal(options(broker).setTokenFile(empty.toString())))
                .hasMessage("The token from the file '" + empty + "' is empty");
        assertThat(refusal(options(broker).setTokenFile(binary.toString()))).hasMessageContaining("is not a token");
    }

    @Test
    void showsATokenGivenByValueOrInAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), token(HOUR) + "\n");

        works(options(broker).setToken(token(HOUR)));
        works(options(broker).setTokenFile(file.toString()));
    }

    @Test
    void asksASupplierOnceAndNotForEveryCall() throws Exception {
        AtomicInteger questions = new AtomicInteger();
        DanubeClient client = client(options(broker).setTokenSupplier(() -> {
            questions.incrementAndGet();
            return vertx.executeBlocking(() -> token(HOUR));
        }));

        for (int i = 0; i < 20; i++) {
            client.checkConnection().await(10, SECONDS);
        }

        assertThat(questions).hasValue(1);
    }

    @Test
    void asksASupplierAgainWhenTheBrokerRefusesItsToken() throws Exception {
        Queue<String> answers = new ConcurrentLinkedQueue<>();
        answers.add(token(EXPIRED));
        answers.add(token(HOUR));

        works(options(broker)
                .setCredentialsCheckInterval(HOUR)
                .setTokenSupplier(() -> Future.succeededFuture(answers.remove())));
        assertThat(answers).isEmpty();
    }

    @Test
    void readsATokenFileAgainWhenTheBrokerRefusesItsToken() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), token(HOUR));
        DanubeClient client =
                client(options(broker).setCredentialsCheckInterval(HOUR).setTokenFile(file.toString()));
        client.checkConnection().await(10, SECONDS);
        broker.close().await(10, SECONDS);
        String newSecret = "another secret";
        broker(new EmbeddedDanubeOptions()
                .setPort(broker.port())
                .setTls(tls(authority.issue()))
                .setTokenSecret(newSecret));

        Files.writeString(file, BrokerTokens.issue(newSecret, "tester", HOUR));

        client.schemaRegistry().subjects().await(10, SECONDS);
    }

    @Test
    void repeatsTheQuestionWhenASupplierFails() throws Exception {
        Queue<Future<String>> answers = new ArrayDeque<>();
        answers.add(Future.failedFuture("the login server is away"));
        answers.add(Future.succeededFuture());
        answers.add(Future.succeededFuture(token(HOUR)));
        DanubeClient client = client(options(broker).setTokenSupplier(answers::remove));

        assertThat(Failures.of(client.checkConnection()))
                .hasMessageContaining("The token supplier failed")
                .hasMessageContaining("the login server is away");
        assertThat(Failures.of(client.checkConnection())).hasMessage("The token from the token supplier is empty");
        client.checkConnection().await(10, SECONDS);
    }

    @Test
    void everyKindOfCallCarriesTheToken() throws Exception {
        DanubeClient client = client(options(broker).setToken(token(HOUR)));
        Producer producer =
                client.createProducer(new ProducerOptions(TOPIC, "p")).await(10, SECONDS);
        Queue<Message> received = new ConcurrentLinkedQueue<>();
        Consumer consumer =
                client.subscribe(new ConsumerOptions(TOPIC, "s", "c")).await(10, SECONDS);
        PartitionConsumer part = consumer.partitions().get(0);
        part.handler(received::add);
        producer.send(OutgoingMessage.of("m")).await(10, SECONDS);
        client.schemaRegistry()
                .register(new NewSchema("subject", SchemaType.STRING, "", "", "", List.of()))
                .await(10, SECONDS);
        client.lookup(TOPIC).await(10, SECONDS);

        Awaitility.await().until(() -> !received.isEmpty());
        part.ack(received.remove()).await(10, SECONDS);
    }
}
