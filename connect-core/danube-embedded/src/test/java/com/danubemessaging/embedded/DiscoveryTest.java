package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static com.danubemessaging.embedded.model.DispatchMode.RELIABLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.proto.ListSegmentDescriptorsRequest;
import com.danubemessaging.proto.StorageServiceGrpcClient;
import com.danubemessaging.proto.TopicLookupResponse;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest extends BrokerTest {

    @Test
    void answersALookupWithAbsoluteUrlsAndTheRequestId() {
        client.reliableProducer(TOPIC);

        TopicLookupResponse answer = await(client.lookup(TOPIC));
        assertThat(answer.getRequestId()).isEqualTo(42);
        assertThat(answer.getResponseType()).isEqualTo(TopicLookupResponse.LookupType.Connect);
        assertThat(answer.getBrokerUrl()).isEqualTo(danube.serviceUrl());
        assertThat(answer.getConnectUrl()).isEqualTo("http://127.0.0.1:" + danube.port());
        assertThat(answer.getProxy()).isFalse();
    }

    @Test
    void doesNotKnowATopicThatNobodyCreated() {
        assertThat(failure(client.lookup("/default/unknown")).status).isEqualTo(GrpcStatus.NOT_FOUND);
        assertThat(await(client.partitions("/default/unknown"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"default/x", "/default", "/default/a/b", "/default/a.b", "/default/a b", "", "x"})
    void refusesAMalformedTopicName(String name) {
        assertThat(failure(client.lookup(name)).status).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
        assertThat(failure(client.partitions(name)).status).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
        assertThat(failure(client.createProducer(name, "p", RELIABLE)).status).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
    }

    @Test
    void takesLettersOfAnyLanguageInNames() {
        String name = "/default/größe_1-x";
        client.reliableProducer(name);

        assertThat(await(client.lookup(name)).getConnectUrl()).isEqualTo(danube.serviceUrl());
    }

    @Test
    void namesAPlainTopicAsItsOnlyPartition() {
        client.reliableProducer(TOPIC);
        client.reliableProducer(TOPIC + "-other");

        assertThat(await(client.partitions(TOPIC))).containsExactly(TOPIC);
    }

    @Test
    void namesThePartitionsOfABaseAndNothingElseThatStartsAlike() {
        for (int i = 0; i < 12; i++) {
            client.reliableProducer("/default/base-part-" + i);
        }
        client.reliableProducer("/default/base-other");
        client.reliableProducer("/default/base-part-x");

        List<String> partitions = await(client.partitions("/default/base"));
        assertThat(partitions)
                .hasSize(12)
                .startsWith("/default/base-part-0", "/default/base-part-1", "/default/base-part-10")
                .contains("/default/base-part-11")
                .isSorted();
    }

    @Test
    void hasNoStoredSegments() {
        client.reliableProducer(TOPIC);

        assertThat(await(client.call(
                                StorageServiceGrpcClient.ListSegmentDescriptors,
                                ListSegmentDescriptorsRequest.newBuilder()
                                        .setTopic(TOPIC)
                                        .build()))
                        .getSegmentsList())
                .isEmpty();
    }
}
