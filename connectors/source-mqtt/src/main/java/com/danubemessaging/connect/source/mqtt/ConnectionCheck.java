package com.danubemessaging.connect.source.mqtt;

import com.danubemessaging.connect.api.error.FatalException;
import com.danubemessaging.connect.source.mqtt.Subscription.Grant;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.Collectors;

/** Proves the settings: connects, subscribes, closes, and takes no message. */
final class ConnectionCheck implements MqttSession.Listener {

    private final BrokerSettings broker;
    private final List<Subscription> subscriptions;
    private final MqttSession session;

    ConnectionCheck(Vertx vertx, MqttSourceConfig config) {
        BrokerSettings configured = config.broker();
        this.broker = configured.withThrowAwaySession(configured.session().clientId() + "-check");
        this.subscriptions = config.routes().subscriptions();
        Liveness liveness = new Liveness(broker.session().keepAlive(), LinkTimings.DEFAULT.pingPatience());
        this.session = new MqttSession(vertx, broker, liveness, this);
    }

    /** Fails with the reason that the broker gave. */
    Future<Void> run() {
        return session.open()
                .compose(isPresent -> session.subscribe(subscriptions))
                .compose(this::checkGrants)
                .eventually(session::close);
    }

    private Future<Void> checkGrants(List<Grant> grants) {
        String refused = grants.stream()
                .filter(Grant::isRefused)
                .map(grant -> grant.subscription().label())
                .collect(Collectors.joining(", "));
        return refused.isEmpty()
                ? Future.succeededFuture()
                : Future.failedFuture(new FatalException(
                        MqttErrorCode.SUBSCRIPTION_REFUSED,
                        "the MQTT broker " + broker.address() + " refused to subscribe " + refused
                                + "; check its access rules",
                        null));
    }

    @Override
    public void onMessage(Arrival arrival) {
        // A retained message: the check moves no data, and the session is forgotten.
    }

    @Override
    public boolean isWorkPending() {
        return true;
    }

    @Override
    public void onEnd(SessionEnd end, String detail) {
        // The futures of open and subscribe carry the failure.
    }
}
