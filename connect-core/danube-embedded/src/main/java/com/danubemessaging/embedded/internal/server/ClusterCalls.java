package com.danubemessaging.embedded.internal.server;

import com.danubemessaging.embedded.internal.broker.Broker;
import com.danubemessaging.proto.admin.BrokerAdminGrpcService;
import com.danubemessaging.proto.admin.BrokerInfo;
import com.danubemessaging.proto.admin.BrokerListResponse;
import com.danubemessaging.proto.admin.BrokerResponse;
import com.danubemessaging.proto.admin.NamespaceListResponse;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** The calls of the admin port that concern the cluster: it has one broker, which leads it. */
final class ClusterCalls {

    private final Supplier<Broker> broker;
    private final Supplier<String> adminUrl;

    /**
     * Calls on whatever broker is alive.
     *
     * @param broker throws UNAVAILABLE while there is none
     * @param adminUrl where this admin port is, known once it listens
     */
    ClusterCalls(Supplier<Broker> broker, Supplier<String> adminUrl) {
        this.broker = broker;
        this.adminUrl = adminUrl;
    }

    void bind(GrpcCalls calls) {
        calls.unary(BrokerAdminGrpcService.ListBrokers, request -> Future.succeededFuture(brokers()));
        calls.unary(BrokerAdminGrpcService.GetLeaderBroker, request -> Future.succeededFuture(leader()));
        calls.unary(BrokerAdminGrpcService.ListNamespaces, request -> Future.succeededFuture(namespaces()));
    }

    private BrokerListResponse brokers() {
        Broker alive = broker.get();
        return BrokerListResponse.newBuilder()
                .addBrokers(BrokerInfo.newBuilder()
                        .setBrokerId(alive.admin().brokerId())
                        .setBrokerAddr(alive.settings().brokerUrl())
                        .setBrokerRole("Cluster_Leader")
                        .setAdminAddr(adminUrl.get())
                        .setBrokerStatus("active"))
                .build();
    }

    private BrokerResponse leader() {
        return BrokerResponse.newBuilder()
                .setLeader(broker.get().admin().brokerId())
                .build();
    }

    private NamespaceListResponse namespaces() {
        return NamespaceListResponse.newBuilder()
                .addAllNamespaces(broker.get().admin().namespaces())
                .build();
    }
}
