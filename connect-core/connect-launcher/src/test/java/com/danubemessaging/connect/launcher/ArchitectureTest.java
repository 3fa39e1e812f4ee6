package com.danubemessaging.connect.launcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Each power over the process has one place. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackagesOf(DanubeConnect.class);

    @Test
    void onlyTheMainClassEndsTheJvm() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(DanubeConnect.class.getName())
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }

    @Test
    void onlyASecondSignalAndTheMainClassHaltIt() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(DanubeConnect.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(Signals.class.getName())
                .should()
                .callMethod(Runtime.class, "halt", int.class)
                .check(CLASSES);
    }

    @Test
    void onlyTheSurroundingsReadTheEnvironment() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Surroundings.class.getName())
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .check(CLASSES);
    }

    @Test
    void vertxIsUsedThroughItsApi() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx.core.internal..", "io.vertx..impl..", "io.netty..", "sun..")
                .check(CLASSES);
    }

    @Test
    void onlyTheLogRoomKnowsTheBackend() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..launcher.logging..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ch.qos.logback..")
                .check(CLASSES);
    }

    @Test
    void theLogRoomKnowsNothingOfTheRest() {
        noClasses()
                .that()
                .resideInAPackage("..launcher.logging..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "com.danubemessaging.connect.launcher",
                        "com.danubemessaging.connect.api..",
                        "com.danubemessaging.connect.runtime..")
                .check(CLASSES);
    }
}
