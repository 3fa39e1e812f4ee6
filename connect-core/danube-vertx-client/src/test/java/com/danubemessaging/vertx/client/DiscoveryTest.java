package com.danubemessaging.vertx.client;

import static com.danubemessaging.vertx.client.Script.answer;
import static com.danubemessaging.vertx.client.Script.status;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.proto.TopicLookupResponse.LookupType;
import com.danubemessaging.proto.TopicPartitionsResponse;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import io.vertx.core.Vertx;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest extends ScriptedTest {

    private static final String PROXY_HEADER = "x-danube-broker-url";

    @Test
    void reportsATopicThatTheBrokerDoesNotKnow() throws Exception {
        DanubeException failure = Failures.of(client.lookup(TOPIC));

        assertThat(failure.kind()).isEqualTo(Kind.TOPIC_NOT_FOUND);
        assertThat(failure.grpcStatus()).isEqualTo(GrpcStatus.NOT_FOUND);
        assertThat(failure).hasMessageContaining(TOPIC).hasMessageContaining("no such topic");
    }

    @Test
    void leavesOutForeignTopicsThatShareThePrefixAndSortsPartitionsByNumber() throws Exception {
        broker.partitions.always(answer(request -> TopicPartitionsResponse.newBuilder()
                .addAllPartitions(List.of(
                        TOPIC + "-dlq",
                        TOPIC + "-part-1",
                        TOPIC + "-part-10",
                        TOPIC + "-part-2",
                        TOPIC + "-part-x",
                        TOPIC + "-part-0",
                        TOPIC + "s-part-0"))
                .build()));

        List<String> partitions = client.partitions(TOPIC).await(10, SECONDS);

        assertThat(partitions)
                .containsExactly(TOPIC + "-part-0", TOPIC + "-part-1", TOPIC + "-part-2", TOPIC + "-part-10");
    }

    @Test
    void namesTheBrokerBehindAProxyOnEveryCallButDiscovery() throws Exception {
        broker.locate(LookupType.Connect, broker.url(), "http://inner:6650", true);

        Producer producer = produce(producerOptions());
        producer.send(OutgoingMessage.of("m")).await(10, SECONDS);
        Consumer consumer = consume(consumerOptions());
        consumer.handler(message -> consumer.ack(message));
        var stream = broker.receive.take();
        ScriptedBroker.deliver(stream.response(), TOPIC, 0);

        assertThat(broker.lookup.take().headers().get(PROXY_HEADER)).isNull();
        assertThat(broker.partitions.take().headers().get(PROXY_HEADER)).isNull();
        assertThat(broker.create.take().headers().get(PROXY_HEADER)).isEqualTo("http://inner:6650");
        var sent = broker.send.take();
        assertThat(sent.headers().get(PROXY_HEADER)).isEqualTo("http://inner:6650");
        assertThat(sent.request().getMsgId().getBrokerAddr()).isEqualTo("http://inner:6650");
        assertThat(broker.subscribe.take().headers().get(PROXY_HEADER)).isEqualTo("http://inner:6650");
        assertThat(stream.headers().get(PROXY_HEADER)).isEqualTo("http://inner:6650");
        assertThat(broker.ack.take().headers().get(PROXY_HEADER)).isEqualTo("http://inner:6650");
    }

    @Test
    void sendsNoProxyHeaderToABrokerThatIsDialledDirectly() throws Exception {
        broker.locate(LookupType.Connect, broker.url(), broker.url(), false);

        produce(producerOptions());

        assertThat(broker.create.take().headers().get(PROXY_HEADER)).isNull();
    }

    @Test
    void createsTheProducerAtTheServiceUrlWhenTheLookupFails() throws Exception {
        broker.lookup.always(status(GrpcStatus.INTERNAL, "broken"));

        produce(producerOptions());

        assertThat(broker.create.take().request().getTopicName()).isEqualTo(TOPIC);
    }

    @Test
    void followsARedirectToTheConnectUrl(Vertx vertx) throws Exception {
        ScriptedBroker owner = ScriptedBroker.start(vertx);
        broker.locate(LookupType.Redirect, owner.url(), owner.url(), false);

        Producer producer = produce(producerOptions());
        producer.send(OutgoingMessage.of("m")).await(10, SECONDS);

        assertThat(owner.create.take().request().getTopicName()).isEqualTo(TOPIC);
        assertThat(owner.send.waiting()).isOne();
        assertThat(broker.create.waiting()).isZero();
        owner.stop();
    }

    @Test
    void goesBackToTheServiceUrlWhenTheOwnerIsGone(Vertx vertx) throws Exception {
        ScriptedBroker owner = ScriptedBroker.start(vertx);
        broker.locate(LookupType.Redirect, owner.url(), owner.url(), false);
        Producer producer = produce(producerOptions());

        owner.stop();
        broker.lookup.always(status(GrpcStatus.NOT_FOUND, "nobody has it"));
        producer.send(OutgoingMessage.of("m")).await(10, SECONDS);

        assertThat(broker.send.take().request().getPayload().toStringUtf8()).isEqualTo("m");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"default/x", "/default", "/default/a/b", "/default/a.b", "/default/a b", "//x", "/default/", ""})
    void refusesABadTopicNameWithoutAskingTheBroker(String topic) throws Exception {
        DanubeException failure = Failures.of(client.lookup(topic));

        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(failure).hasMessageContaining("'" + topic + "'").hasMessageContaining("/namespace/name");
        assertThat(broker.lookup.waiting()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://", "localhost:6650", "http://", "ftp://x", "not a url"})
    void refusesAServiceUrlItCannotUse(String url) {
        assertThatThrownBy(() -> DanubeClient.create(vertx, new DanubeClientOptions().setServiceUrl(url)))
                .isInstanceOfSatisfying(DanubeException.class, failure -> assertThat(failure.kind())
                        .isEqualTo(Kind.CONFIGURATION))
                .hasMessageContaining("'" + url + "'");
    }

    @Test
    void provesAConnectionWithOneCall() throws Exception {
        client.checkConnection().await(10, SECONDS);

        assertThat(broker.partitions.take(1)).hasSize(1);
    }

    @Test
    void saysThatNobodyAnswersAtTheServiceUrl() throws Exception {
        DanubeClient lost = DanubeClient.create(vertx, TestOptions.fast("http://127.0.0.1:1"));

        DanubeException failure = Failures.of(lost.checkConnection());

        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure.isAmbiguous()).isFalse();
        assertThat(failure).hasMessageContaining("refused");
        lost.close().await(10, SECONDS);
    }
}
