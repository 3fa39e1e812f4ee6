package com.danubemessaging.connect.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Plain tests and not ArchUnit's own engine, whose rules in fields the build's test runner passes over in silence. */
class ArchitectureTest {

    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("com.danubemessaging.connect.engine");

    @Test
    void theRulesAreAskedOfTheEngine() {
        assertThat(ENGINE.size()).isGreaterThan(30);
    }

    @Test
    void dependsOnJavaAndJspecifyOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("com.danubemessaging.connect.engine..", "java..", "org.jspecify.annotations..")
                .check(ENGINE);
    }

    @Test
    void doesNoInputOrOutput() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio..", "java.net..")
                .check(ENGINE);
    }

    @Test
    void readsNoClock() {
        noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.time..")
                .check(ENGINE);
    }

    @Test
    void startsNoThread() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.util.concurrent..")
                .check(ENGINE);
    }

    @Test
    void sinkDoesNotKnowSource() {
        noClasses()
                .that()
                .resideInAPackage("..sink..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..source..")
                .check(ENGINE);
    }
}
