package com.danubemessaging.connect.runtime.pump;

import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.runtime.broker.Inlet;
import com.danubemessaging.connect.runtime.metrics.ConnectMetrics;

/** A partition that a sink reads: its inlet and its meters. */
record SubscribedPartition(ConsumerConfig config, Inlet inlet, ConnectMetrics.TopicMeters meters, boolean isReadAlone) {

    String subscription() {
        return config.subscription();
    }
}
