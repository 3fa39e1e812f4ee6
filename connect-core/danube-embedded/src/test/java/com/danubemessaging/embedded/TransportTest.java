package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static com.danubemessaging.embedded.model.DispatchMode.RELIABLE;
import static com.danubemessaging.embedded.model.SubscriptionType.EXCLUSIVE;
import static com.danubemessaging.embedded.model.SubscriptionType.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.proto.AckRequest;
import com.danubemessaging.proto.AuthRequest;
import com.danubemessaging.proto.AuthServiceGrpcClient;
import com.danubemessaging.proto.ConsumerServiceGrpcClient;
import com.danubemessaging.proto.MessageResponse;
import com.danubemessaging.proto.ProducerServiceGrpcClient;
import com.danubemessaging.proto.StreamMessage;
import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TransportTest extends BrokerTest {

    private static final int LIMIT = 4 * 1024 * 1024;

    @Test
    void refusesAMessageWhoseEncodedSizeIsOverFourMebibytes() {
        RawProducer producer = client.reliableProducer(TOPIC);
        StreamMessage tooLarge = producer.message("")
                .setPayload(ByteString.copyFrom(new byte[LIMIT]))
                .build();

        assertThat(failure(client.send(tooLarge)).status).isEqualTo(GrpcStatus.OUT_OF_RANGE);
        producer.send("the connection still works");
    }

    @Test
    void carriesAMessageOfExactlyFourMebibytes() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "consumer");
        StreamMessage.Builder message = producer.message("");
        int payload = LIMIT - message.build().getSerializedSize() - 5;
        StreamMessage largest =
                message.setPayload(ByteString.copyFrom(new byte[payload])).build();
        assertThat(largest.getSerializedSize()).isEqualTo(LIMIT);

        await(client.send(largest));
        assertThat(receiver.next().getPayload().size()).isEqualTo(payload);
    }

    @Test
    void sendsTheHeadersOfAReceiveStreamBeforeTheFirstMessage() throws Exception {
        client.reliableProducer(TOPIC);
        long id = await(client.subscribe(TOPIC, "sub", EXCLUSIVE, "consumer"));

        assertThat(client.openStream(id).await(1, TimeUnit.SECONDS).waiting()).isZero();
    }

    @Test
    void servesManyReceiveStreamsOnOneConnection() {
        RawProducer producer = client.reliableProducer(TOPIC);
        List<Receiver> receivers = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            receivers.add(client.consume(TOPIC, "sub-" + i, SHARED, "consumer"));
        }
        producer.send("for all");

        assertThat(receivers)
                .allSatisfy(receiver -> assertThat(receiver.nextText()).isEqualTo("for all"));
    }

    @Test
    void refusesCompressedRequests() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Future<MessageResponse> compressed = client.grpc()
                .request(client.address(), ProducerServiceGrpcClient.SendMessage)
                .compose(request -> request.encoding("gzip")
                        .end(producer.message("x").build())
                        .compose(sent -> request.response()))
                .compose(response -> response.last().recover(e -> Future.failedFuture(RawClient.failureOf(response))));

        assertThat(failure(compressed).status).isEqualTo(GrpcStatus.UNIMPLEMENTED);
    }

    /** Their key is a token of no meaning then: nobody is asked who they are. */
    @Test
    void letsClientsOfFormerReleasesLogInWithAnyApiKey() {
        String token = login(client);

        assertThat(token).isNotEmpty();
        assertThat(await(client.withToken(token).createProducer(TOPIC, "producer", RELIABLE)))
                .isPositive();
    }

    @Test
    void answersACallWithoutMessageIdInsteadOfBreakingIt() {
        RpcFailure refused = failure(client.call(ConsumerServiceGrpcClient.Ack, AckRequest.getDefaultInstance()));

        assertThat(refused.status).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
        assertThat(refused.text).contains("msg_id");
    }

    @Test
    void keepsStatusTextsThatAreNotAscii() {
        assertThat(failure(client.lookup("/default/grün")).text).contains("grün");
    }

    private static String login(RawClient client) {
        return await(client.call(
                        AuthServiceGrpcClient.Authenticate,
                        AuthRequest.newBuilder().setApiKey("any").build()))
                .getToken();
    }
}
