package com.danubemessaging.connect.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rooms of the runtime: who stands above whom, and which library is seen from where. */
class ArchitectureTest {

    private static final String ROOT = "com.danubemessaging.connect.runtime";

    /** From the top: a room may use those of lower floors only. */
    private static final List<List<String>> FLOORS = List.of(
            List.of(""),
            List.of(".admin"),
            List.of(".registry", ".config", ".health"),
            List.of(".pump"),
            List.of(".host", ".broker"),
            List.of(".bus", ".delivery", ".offset", ".metrics", ".schema"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void looksAtClassesAtAll() {
        assertThat(CLASSES.size()).isGreaterThan(50);
        assertThat(FLOORS.stream().flatMap(List::stream).map(room -> ROOT + room))
                .allSatisfy(room -> assertThat(CLASSES.stream()
                                .anyMatch(type -> type.getPackageName().equals(room)))
                        .as(room)
                        .isTrue());
    }

    @Test
    void canFail() {
        ArchRule broken = noClasses().should().dependOnClassesThat().resideInAPackage("io.vertx.core");

        assertThatThrownBy(() -> broken.check(CLASSES)).isInstanceOf(AssertionError.class);
    }

    static Stream<String> above(int floor) {
        return FLOORS.subList(0, floor).stream().flatMap(List::stream);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void noRoomUsesOneAboveOrBesideIt(int floor) {
        for (String room : FLOORS.get(floor)) {
            String[] forbidden = Stream.concat(
                            above(floor), FLOORS.get(floor).stream().filter(other -> !other.equals(room)))
                    .map(other -> ROOT + other)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + room)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    .check(CLASSES);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The root's two doors hand a router's request and a meter registry to and from the host application.
                "com.danubemessaging.vertx.client.. | .broker |",
                "io.vertx.core.eventbus.. | .bus |",
                "io.vertx.ext.web.. | .admin | RunningConnector,RunningHandle",
                "io.vertx.core.http.. | .admin | RunningHandle",
                "io.vertx.ext.healthchecks.. | .health | Equipment",
                "io.micrometer.. | .metrics | ConnectRuntimeOptions,Equipment",
                "io.vertx.micrometer.. | .metrics |",
                "com.fasterxml.jackson.dataformat.. | .config |",
                "org.apache.avro.. | .schema |",
                "io.vertx.json.schema.. | .schema |",
                "com.google.protobuf.. | .schema |",
                "com.squareup.wire.. | .schema |",
            })
    void oneRoomAloneSeesALibrary(String library, String room, String doors) {
        List<String> allowed = doors == null ? List.of() : List.of(doors.trim().split(","));
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + room)
                .and(DescribedPredicate.not(DescribedPredicate.describe(
                        "are doors to the host",
                        (JavaClass type) -> type.getPackageName().equals(ROOT)
                                && allowed.stream()
                                        .anyMatch(door -> type.getName().startsWith(ROOT + '.' + door)))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }

    @Test
    void onlyTheRegistryLoadsServices() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".registry")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(java.util.ServiceLoader.class)
                .check(CLASSES);
    }

    @Test
    void onlyHostsMakeThreads() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".host")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, java.util.concurrent.Executors.class, io.vertx.core.WorkerExecutor.class)
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.vertx.core.internal..", "io.vertx..impl..", "sun..", "jdk.internal.."})
    void nothingUsesTheInsidesOfOthers(String insides) {
        noClasses().should().dependOnClassesThat().resideInAPackage(insides).check(CLASSES);
    }

    @Test
    void nothingEndsTheProcessReadsTheEnvironmentOrSleeps() {
        noClasses()
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Runtime.class, "addShutdownHook", Thread.class)
                .check(CLASSES);
    }

    @Test
    void thereAreNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
