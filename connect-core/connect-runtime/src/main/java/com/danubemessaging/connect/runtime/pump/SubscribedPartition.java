package com.danubemessaging.connect.runtime.pump;

import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.runtime.metrics.ConnectMetrics;
import com.danubemessaging.vertx.client.PartitionConsumer;

/** A partition that a sink reads: its consumer and its meters. */
record SubscribedPartition(
        ConsumerConfig config, PartitionConsumer consumer, ConnectMetrics.TopicMeters meters, boolean isReadAlone) {

    String subscription() {
        return config.subscription();
    }
}
