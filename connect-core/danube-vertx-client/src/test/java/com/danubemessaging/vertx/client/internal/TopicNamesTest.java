package com.danubemessaging.vertx.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TopicNamesTest {

    @Test
    void aPlainTopicIsItselfAlthoughOthersStartWithItsName() {
        assertThat(TopicNames.ownPartitions("/n/a", List.of("/n/ab", "/n/a", "/n/a-part-0")))
                .containsExactly("/n/a");
    }

    @Test
    void unrelatedTopicsAreNoPartitions() {
        assertThat(TopicNames.ownPartitions("/n/a", List.of("/n/ab", "/n/a-part-", "/n/a-part-1x", "/n/ab-part-0")))
                .isEmpty();
    }

    @Test
    void aNumberThatFitsNoIntIsNoPartition() {
        assertThat(TopicNames.partitionIndex("/n/a", "/n/a-part-99999999999")).isEqualTo(-1);
    }

    @Test
    void aTopicWhosePlainNameLooksLikeAPartitionHasPartitionsOfItsOwn() {
        assertThat(TopicNames.partitionIndex("/n/a-part-1", "/n/a-part-1-part-2"))
                .isEqualTo(2);
        assertThat(TopicNames.partitionIndex("/n/a", "/n/a-part-1-part-2")).isEqualTo(-1);
    }

    @Test
    void namesOfUpToTwoPartsOfPlainCharactersAreTopics() {
        assertThat(TopicNames.problem("/default/a_B-9")).isNull();
    }
}
