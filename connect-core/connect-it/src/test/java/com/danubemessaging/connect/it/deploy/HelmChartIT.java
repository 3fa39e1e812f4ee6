package com.danubemessaging.connect.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.it.deploy.HelmChart.Resources;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the chart decides for whoever installs it. */
class HelmChartIT {

    @TempDir
    Path folder;

    private Resources withToml(String toml, String... values) throws Exception {
        Path file = Files.writeString(folder.resolve("connector.toml"), toml);
        List<String> arguments =
                new ArrayList<>(List.of("--set", "image.repository=x", "--set-file", "config.inline=" + file));
        for (String value : values) {
            arguments.addAll(List.of("--set", value));
        }
        return HelmChart.resources(arguments);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "without an image            | config.inline=a                                     | image.repository",
                "without a file              | image.repository=x                                  | config.inline",
                "volume for many             | persistence.enabled=true,replicaCount=2             | statefulSet.enabled",
                "claim for many              | statefulSet.enabled=true,persistence.existingClaim=c,replicaCount=2 | existingClaim",
                "ingress to no port          | ingress.enabled=true,ingress.hosts[0].host=h        | extraPorts",
                "ingress for every host      | ingress.enabled=true,extraPorts[0].name=webhook,extraPorts[0].containerPort=1 | ingress.hosts",
                "a digest that is none       | image.digest=sha256:1                               | digest",
                "a misspelled inner value    | persistence.enable=true                             | enable",
                "a port that is none         | metricsPort=70000                                   | metricsPort"
            })
    void whatCouldNeverRunIsRefusedWithTheNameOfTheValue(String what, String values, String named) throws Exception {
        List<String> arguments = new ArrayList<>();
        if (!what.startsWith("without")) {
            arguments.addAll(HelmChart.least());
        }
        arguments.addAll(List.of("--set", values));

        Command.Result result = HelmChart.render(arguments);

        assertThat(result.exitCode()).as(result.output()).isNotZero();
        assertThat(result.output()).contains(named);
    }

    @Test
    void probesAskThePortThatTheConnectorListensOn() throws Exception {
        Resources usual = HelmChart.withValues();
        Resources other = withToml(
                """
                metrics_port = 1111
                connector_name = "x"
                [processing]
                batch_size = 5
                  metrics_port = 9_100
                [mqtt]
                metrics_port = 2222
                """);

        assertThat(port(usual)).isEqualTo(9090);
        assertThat(port(other)).isEqualTo(9100);
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            JsonObject request = other.container().getJsonObject(probe).getJsonObject("httpGet");
            assertThat(request.getString("port")).as(probe).isEqualTo("metrics");
            assertThat(request.getString("path")).isEqualTo(probe.startsWith("readi") ? "/ready" : "/live");
        }
        assertThat(other.one("Service")
                        .getJsonObject("spec")
                        .getJsonArray("ports")
                        .getJsonObject(0)
                        .getInteger("port"))
                .as("the Service stays where people look for it")
                .isEqualTo(9090);
    }

    private static int port(Resources resources) {
        return resources.container().getJsonArray("ports").getJsonObject(0).getInteger("containerPort");
    }

    @Test
    void theGracePeriodFollowsTheDrainTime() throws Exception {
        assertThat(grace(HelmChart.withValues())).isEqualTo(15);
        assertThat(grace(withToml("[processing]\nshutdown_timeout_ms = 20_001\n")))
                .isEqualTo(29);
        assertThat(grace(HelmChart.withValues("terminationGracePeriodSeconds=60")))
                .isEqualTo(60);
    }

    private static int grace(Resources resources) {
        return resources.pod().getJsonObject("spec").getInteger("terminationGracePeriodSeconds");
    }

    /** What is refused from SIGTERM on should be sent elsewhere by then. */
    @Test
    void aPauseBeforeTheEndBelongsToTheGracePeriod() throws Exception {
        Resources resources = HelmChart.withValues("preStopSeconds=5");

        assertThat(resources
                        .container()
                        .getJsonObject("lifecycle")
                        .getJsonObject("preStop")
                        .getJsonObject("exec"))
                .isEqualTo(JsonObject.of("command", JsonArray.of("sleep", "5")));
        assertThat(grace(resources)).isEqualTo(20);
        assertThat(HelmChart.withValues().container().containsKey("lifecycle")).isFalse();
    }

    @Test
    void noTwoProcessesOfAConnectorRunAtATime() throws Exception {
        assertThat(HelmChart.withValues()
                        .one("Deployment")
                        .getJsonObject("spec")
                        .getJsonObject("strategy"))
                .isEqualTo(JsonObject.of("type", "Recreate"));
    }

    @Test
    void thePodHasNoMorePowerThanItNeeds() throws Exception {
        Resources resources = HelmChart.withValues();
        JsonObject pod = resources.pod().getJsonObject("spec");

        assertThat(pod.getJsonObject("securityContext").getBoolean("runAsNonRoot"))
                .isTrue();
        assertThat(pod.getBoolean("automountServiceAccountToken")).isFalse();
        assertThat(resources.container().getJsonObject("securityContext"))
                .isEqualTo(JsonObject.of(
                        "allowPrivilegeEscalation",
                        false,
                        "capabilities",
                        JsonObject.of("drop", JsonArray.of("ALL")),
                        "readOnlyRootFilesystem",
                        true));
        assertThat(resources.container().getJsonArray("volumeMounts").stream()
                        .map(JsonObject.class::cast)
                        .filter(mount -> !mount.getBoolean("readOnly", false))
                        .map(mount -> mount.getString("mountPath")))
                .as("what it may write to")
                .containsExactlyInAnyOrder("/tmp", "/danube-connect-state");
    }

    @Test
    void eachPodKnowsItsOwnNameBeforeOtherValuesReferToIt() throws Exception {
        JsonArray environment = HelmChart.withValues("env.MQTT_CLIENT_ID=m-$(CONNECTOR_INSTANCE_ID)")
                .container()
                .getJsonArray("env");

        assertThat(environment.getJsonObject(0).getString("name")).isEqualTo("CONNECTOR_INSTANCE_ID");
        assertThat(environment.getJsonObject(0).getJsonObject("valueFrom").getJsonObject("fieldRef"))
                .isEqualTo(JsonObject.of("fieldPath", "metadata.name"));
    }

    @Test
    void theFileIsLookedForWhereItIsMounted() throws Exception {
        String elsewhere = "config.mountPath=/config/x.toml";

        assertThat(HelmChart.withValues(elsewhere).environment("CONNECTOR_CONFIG_PATH"))
                .hasValue("/config/x.toml");
        assertThat(HelmChart.withValues(elsewhere, "env.CONNECTOR_CONFIG_PATH=/etc/connector.toml")
                        .environment("CONNECTOR_CONFIG_PATH"))
                .hasValue("/etc/connector.toml");
    }

    @Test
    void podsAreReplacedWhenTheirFilesOrSecretsChange() throws Exception {
        TreeSet<String> sums = new TreeSet<>();
        for (String change : List.of("config.inline=a", "config.inline=b")) {
            sums.add(sum(HelmChart.withValues(change), "checksum/config"));
        }
        for (String change : List.of("a", "b")) {
            sums.add(sum(
                    HelmChart.withValues("extraFiles.x.mountPath=/x", "extraFiles.x.files.a=" + change),
                    "checksum/config"));
        }
        for (String change : List.of("secretEnv.A=a", "secretEnv.A=b")) {
            sums.add(sum(HelmChart.withValues(change), "checksum/secret"));
        }

        assertThat(sums).hasSize(6);
        assertThat(sum(HelmChart.withValues("config.inline=a", "metricsPort=1"), "checksum/config"))
                .as("for nothing else")
                .isIn(sums);
    }

    private static String sum(Resources resources, String name) {
        return resources
                .pod()
                .getJsonObject("metadata")
                .getJsonObject("annotations")
                .getString(name);
    }

    @Test
    void aDigestSaysExactlyWhatRuns() throws Exception {
        String digest = "sha256:" + "0a".repeat(32);

        assertThat(HelmChart.withValues("image.tag=v1").container().getString("image"))
                .isEqualTo("registry.example.com/x:v1");
        assertThat(HelmChart.withValues("image.tag=v1", "image.digest=" + digest)
                        .container()
                        .getString("image"))
                .isEqualTo("registry.example.com/x@" + digest);
    }

    @Test
    void othersMayRunBeforeTheConnector() throws Exception {
        assertThat(HelmChart.withValues("initContainers[0].name=first", "initContainers[0].image=busybox")
                        .pod()
                        .getJsonObject("spec")
                        .getJsonArray("initContainers"))
                .containsExactly(JsonObject.of("name", "first", "image", "busybox"));
    }

    /** The older chart ended with 0.2.0. */
    @Test
    void anUpgradeFromTheOlderChartIsNoDowngrade() throws Exception {
        String[] version = Yaml.read(Repository.file("helm/danube-connector/Chart.yaml"))
                .getString("version")
                .split("\\.", -1);

        assertThat(Integer.parseInt(version[0]) > 0 || Integer.parseInt(version[1]) > 2)
                .as(String.join(".", version))
                .isTrue();
    }

    @Test
    void aConfigMapAndASecretOfOnesOwnWin() throws Exception {
        Resources resources =
                HelmChart.withValues("config.existingConfigMap=mine", "secretEnv.A=a", "existingSecret=theirs");

        assertThat(resources.kinds()).doesNotContain("ConfigMap", "Secret");
        assertThat(resources.pod().encode()).contains("\"configMap\":{\"name\":\"mine\"}");
        assertThat(resources.container().getJsonArray("envFrom").encode())
                .contains("theirs")
                .doesNotContain("r-danube");
    }

    @Test
    void everyPodOfAStatefulSetHasAVolumeOfItsOwn() throws Exception {
        Resources resources =
                HelmChart.withValues("statefulSet.enabled=true", "persistence.enabled=true", "replicaCount=3");
        JsonObject spec = resources.one("StatefulSet").getJsonObject("spec");

        assertThat(spec.getJsonArray("volumeClaimTemplates")).hasSize(1);
        assertThat(spec.getInteger("replicas")).isEqualTo(3);
        assertThat(resources.pod().getJsonObject("spec").getJsonArray("volumes").encode())
                .doesNotContain("\"name\":\"state\"");
    }

    @Test
    void namesAreThoseOfTheOlderChart() throws Exception {
        assertThat(HelmChart.withValues()
                        .one("Service")
                        .getJsonObject("metadata")
                        .getString("name"))
                .isEqualTo("r-danube-connector");
        assertThat(
                        HelmChart.withValues("extraFiles.schemas.mountPath=/s", "extraFiles.schemas.files.a=b")
                                .all()
                                .stream()
                                .filter(resource -> "ConfigMap".equals(resource.getString("kind")))
                                .map(resource ->
                                        resource.getJsonObject("metadata").getString("name")))
                .containsExactlyInAnyOrder("r-danube-connector-config", "r-danube-connector-schemas");
    }
}
