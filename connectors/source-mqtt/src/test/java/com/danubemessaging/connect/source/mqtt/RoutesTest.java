package com.danubemessaging.connect.source.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.ProducerConfig.Ordering;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutesTest {

    private static final Qos ONE = Qos.AT_LEAST_ONCE;

    private static Routes routes(Route... routes) {
        return new Routes(List.of(routes));
    }

    private static Route route(int index, String from, String to, Qos qos, int partitions) {
        return new Route(index, TopicFilter.parse(from), qos, new ProducerConfig(to, partitions, true, Ordering.KEY));
    }

    @Test
    void choosesTheFirstRouteThatMatchesWhateverItsPrecision() {
        Route specific = route(0, "a/b", "/d/specific", ONE, 0);
        Route general = route(1, "a/#", "/d/general", ONE, 0);

        assertThat(routes(specific, general).match("a/b")).isSameAs(specific);
        assertThat(routes(general, specific).match("a/b")).isSameAs(general);
        assertThat(routes(specific, general).match("a/c")).isSameAs(general);
        assertThat(routes(specific, general).match("b")).isNull();
    }

    @Test
    void declaresEachTopicOnceWithTheLaterRoutesPartitions() {
        Routes routes =
                routes(route(0, "a", "/d/x", ONE, 2), route(1, "b", "/d/y", ONE, 0), route(2, "c", "/d/x", ONE, 4));

        assertThat(routes.producerConfigs())
                .containsExactly(
                        new ProducerConfig("/d/x", 4, true, Ordering.KEY),
                        new ProducerConfig("/d/y", 0, true, Ordering.KEY));
    }

    @Test
    void subscribesToEachFilterOnceAtTheHighestQosButAtMostOne() {
        Routes routes = routes(
                route(0, "a", "/d/x", Qos.AT_MOST_ONCE, 0),
                route(1, "b", "/d/x", Qos.EXACTLY_ONCE, 0),
                route(2, "a", "/d/y", ONE, 0),
                route(3, "$share/g/c", "/d/y", Qos.AT_MOST_ONCE, 0));

        assertThat(routes.subscriptions())
                .containsExactly(
                        new Subscription("a", ONE, "mqtt.routes[0] (from = \"a\")"),
                        new Subscription("b", ONE, "mqtt.routes[1] (from = \"b\")"),
                        new Subscription("$share/g/c", Qos.AT_MOST_ONCE, "mqtt.routes[3] (from = \"$share/g/c\")"));
        assertThat(routes.unreachable()).extracting(Route::index).containsExactly(2);
    }

    @Test
    void holdsAnyNumberOfRoutes() {
        List<Route> many = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            many.add(route(i, "a/" + i + "/+", "/d/x", ONE, 0));
        }

        Routes routes = new Routes(many);

        assertThat(routes.match("a/4999/b")).isSameAs(many.get(4_999));
        assertThat(routes.subscriptions()).hasSize(5_000);
    }
}
