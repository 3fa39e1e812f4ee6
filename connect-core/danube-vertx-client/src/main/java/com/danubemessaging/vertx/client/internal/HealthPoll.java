package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.proto.HealthCheckRequest;
import com.danubemessaging.proto.HealthCheckRequest.ClientType;
import com.danubemessaging.proto.HealthCheckResponse.ClientStatus;

/**
 * Asks the broker now and then whether it still knows one registration, and says so once if it does not. Failed checks
 * mean nothing: a broken connection is noticed elsewhere. Belongs to one registration and ends with it. Confined to its
 * context.
 */
final class HealthPoll {

    private final ClientScope scope;
    private final Channel channel;
    private final String topic;
    private final HealthCheckRequest request;
    private final Runnable onDropped;
    private final long timer;
    private boolean asking;
    private boolean stopped;

    HealthPoll(ClientScope scope, Channel channel, String topic, ClientType type, long id, Runnable onDropped) {
        this.scope = scope;
        this.channel = channel;
        this.topic = topic;
        this.onDropped = onDropped;
        this.request = HealthCheckRequest.newBuilder().setClient(type).setId(id).build();
        this.timer =
                scope.vertx().setPeriodic(scope.options().getHealthInterval().toMillis(), id2 -> ask());
    }

    private void ask() {
        if (asking) {
            return;
        }
        asking = true;
        channel.call(RpcMethod.HEALTH_CHECK, request, topic).onComplete(answer -> {
            asking = false;
            if (!stopped && answer.succeeded() && answer.result().getStatus() == ClientStatus.CLOSE) {
                stop();
                onDropped.run();
            }
        });
    }

    void stop() {
        stopped = true;
        scope.vertx().cancelTimer(timer);
    }
}
