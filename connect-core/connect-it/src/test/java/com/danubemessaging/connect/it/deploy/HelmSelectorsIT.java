package com.danubemessaging.connect.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.it.deploy.HelmChart.Resources;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who finds the pods of a release, and by what. */
class HelmSelectorsIT {

    /** The older chart's. A cluster refuses to change those of a Deployment: with others an upgrade would fail. */
    private static final JsonObject PODS =
            JsonObject.of("app.kubernetes.io/name", "danube-connector", "app.kubernetes.io/instance", "r");

    private static JsonObject spec(Resources resources, String kind) {
        return resources.one(kind).getJsonObject("spec");
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Deployment", "StatefulSet"})
    void selectorsAreThoseOfTheOlderChartWhateverElseIsSet(String kind) throws Exception {
        Resources resources = HelmChart.withValues(
                "statefulSet.enabled=" + kind.equals("StatefulSet"), "commonLabels.team=a", "podLabels.b=c");

        assertThat(spec(resources, kind).getJsonObject("selector")).isEqualTo(JsonObject.of("matchLabels", PODS));
        assertThat(spec(resources, "Service").getJsonObject("selector")).isEqualTo(PODS);
        assertThat(resources.pod().getJsonObject("metadata").getJsonObject("labels"))
                .containsAll(PODS)
                .contains(Map.entry("team", "a"), Map.entry("b", "c"));
    }

    @Test
    void aDisruptionLeavesPodsOfThisRelease() throws Exception {
        JsonObject usual = spec(HelmChart.withValues("podDisruptionBudget.enabled=true"), "PodDisruptionBudget");
        JsonObject other = spec(
                HelmChart.withValues("podDisruptionBudget.enabled=true", "podDisruptionBudget.minAvailable=50%"),
                "PodDisruptionBudget");

        assertThat(usual).isEqualTo(JsonObject.of("maxUnavailable", 1, "selector", JsonObject.of("matchLabels", PODS)));
        assertThat(other.getString("minAvailable")).isEqualTo("50%");
        assertThat(other.fieldNames()).as("one of the two, or it is refused").doesNotContain("maxUnavailable");
    }

    /** A StatefulSet has two Services with the same pods; asked by both, everything would be counted twice. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void prometheusAsksEachPodOnce(boolean isStatefulSet) throws Exception {
        Resources resources =
                HelmChart.withValues("serviceMonitor.enabled=true", "statefulSet.enabled=" + isStatefulSet);
        JsonObject monitor = spec(resources, "ServiceMonitor");
        JsonObject wanted = monitor.getJsonObject("selector").getJsonObject("matchLabels");

        List<JsonObject> services = resources.all().stream()
                .filter(resource -> "Service".equals(resource.getString("kind")))
                .toList();
        assertThat(services).hasSize(isStatefulSet ? 2 : 1);
        assertThat(services.stream().filter(service -> service.getJsonObject("metadata")
                        .getJsonObject("labels")
                        .getMap()
                        .entrySet()
                        .containsAll(wanted.getMap().entrySet())))
                .singleElement()
                .satisfies(service -> assertThat(
                                objects(service.getJsonObject("spec").getJsonArray("ports"))
                                        .map(port -> port.getString("name")))
                        .contains(monitor.getJsonArray("endpoints")
                                .getJsonObject(0)
                                .getString("port")));
        assertThat(monitor.getJsonArray("endpoints").getJsonObject(0).getString("path"))
                .isEqualTo("/metrics");
        assertThat(monitor.getJsonObject("namespaceSelector"))
                .isEqualTo(JsonObject.of("matchNames", JsonArray.of("n")));
    }

    @Test
    void anIngressLeadsToAPortOfTheServiceAndThatToOneOfTheContainer() throws Exception {
        Resources resources = HelmChart.withValues(
                "extraPorts[0].name=http",
                "extraPorts[0].containerPort=8080",
                "extraPorts[0].servicePort=80",
                "ingress.enabled=true",
                "ingress.port=http",
                "ingress.hosts[0].host=hooks.example.com");
        JsonObject rule = spec(resources, "Ingress").getJsonArray("rules").getJsonObject(0);
        JsonObject path = rule.getJsonObject("http").getJsonArray("paths").getJsonObject(0);
        JsonObject backend = path.getJsonObject("backend").getJsonObject("service");

        assertThat(rule.getString("host")).isEqualTo("hooks.example.com");
        assertThat(path.getString("path")).isEqualTo("/");
        assertThat(backend)
                .isEqualTo(JsonObject.of("name", "r-danube-connector", "port", JsonObject.of("name", "http")));
        assertThat(resources.one("Service").getJsonObject("metadata").getString("name"))
                .isEqualTo(backend.getString("name"));
        assertThat(objects(spec(resources, "Service").getJsonArray("ports")))
                .contains(JsonObject.of("name", "http", "port", 80, "targetPort", "http", "protocol", "TCP"));
        assertThat(objects(resources.container().getJsonArray("ports")))
                .contains(JsonObject.of("name", "http", "containerPort", 8080, "protocol", "TCP"));
    }

    @Test
    void podsAreSpreadAmongThoseOfTheirOwnRelease() throws Exception {
        String[] spread = {
            "topologySpreadConstraints[0].maxSkew=1",
            "topologySpreadConstraints[0].topologyKey=kubernetes.io/hostname",
            "topologySpreadConstraints[0].whenUnsatisfiable=ScheduleAnyway",
            "topologySpreadConstraints[0].labelSelector.matchLabels.mine=yes"
        };

        assertThat(labelsOfSpread(List.of(spread).subList(0, 3))).isEqualTo(PODS);
        assertThat(labelsOfSpread(List.of(spread))).isEqualTo(JsonObject.of("mine", "yes"));
    }

    private static JsonObject labelsOfSpread(List<String> values) throws Exception {
        return HelmChart.withValues(values.toArray(String[]::new))
                .pod()
                .getJsonObject("spec")
                .getJsonArray("topologySpreadConstraints")
                .getJsonObject(0)
                .getJsonObject("labelSelector")
                .getJsonObject("matchLabels");
    }
}
