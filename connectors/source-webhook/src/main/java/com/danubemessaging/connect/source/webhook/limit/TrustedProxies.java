package com.danubemessaging.connect.source.webhook.limit;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.vertx.core.MultiMap;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose word is taken for where a request comes from. Immutable. */
public final class TrustedProxies {

    /** Every peer's word: what the Rust connector does, too. */
    public static final TrustedProxies EVERYBODY = new TrustedProxies(null);

    private final @Nullable List<IpSubnetFilterRule> networks;

    private TrustedProxies(@Nullable List<IpSubnetFilterRule> networks) {
        this.networks = networks;
    }

    /** Those in these networks; none if there is none. */
    public static TrustedProxies of(List<String> networks) {
        return new TrustedProxies(networks.stream().map(TrustedProxies::rule).toList());
    }

    /** Whether all are networks: an address, a slash, a number of bits. */
    public static boolean isValid(List<String> networks) {
        try {
            networks.forEach(TrustedProxies::rule);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static IpSubnetFilterRule rule(String network) {
        int slash = network.indexOf('/');
        String address = slash < 0 ? network : network.substring(0, slash);
        if (!address.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw new IllegalArgumentException(network);
        }
        try {
            InetAddress parsed = InetAddress.getByName(address);
            int bits = slash < 0 ? parsed.getAddress().length * 8 : Integer.parseInt(network.substring(slash + 1));
            return new IpSubnetFilterRule(parsed, bits, IpFilterRuleType.ACCEPT);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(network, e);
        }
    }

    /**
     * What the forwarding headers say: the first entry of {@code X-Forwarded-For}, else {@code X-Real-IP}, if the
     * peer's word counts.
     */
    public Optional<String> forwardedFor(MultiMap headers, SocketAddress peer) {
        if (!isTrusted(peer)) {
            return Optional.empty();
        }
        String chain = headers.get("X-Forwarded-For");
        if (chain != null) {
            int comma = chain.indexOf(',');
            String first = (comma < 0 ? chain : chain.substring(0, comma)).trim();
            if (!first.isEmpty()) {
                return Optional.of(first);
            }
        }
        String real = headers.get("X-Real-IP");
        return real == null || real.isBlank() ? Optional.empty() : Optional.of(real.trim());
    }

    private boolean isTrusted(SocketAddress peer) {
        List<IpSubnetFilterRule> known = networks;
        if (known == null) {
            return true;
        }
        String host = peer.hostAddress();
        if (host == null) {
            return false;
        }
        try {
            // An address literal: nothing is looked up.
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(host), 0);
            return known.stream().anyMatch(rule -> rule.matches(address));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
