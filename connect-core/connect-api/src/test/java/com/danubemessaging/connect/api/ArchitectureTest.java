package com.danubemessaging.connect.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What every connector has to carry with it stays small. */
class ArchitectureTest {

    private static final String API = "com.danubemessaging.connect.api";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(API);

    @Test
    void theRulesAreAskedOfTheApi() {
        assertThat(CLASSES.size()).isGreaterThan(40);
    }

    @Test
    void dependsOnJavaVertxCoreAndJspecifyOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(API + "..", "java..", "io.vertx.core..", "org.jspecify.annotations..")
                .check(CLASSES);
    }

    @Test
    void knowsNothingOfTheInsidesOfVertx() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx.core.internal..", "io.vertx..impl..", "io.vertx.core.spi..")
                .check(CLASSES);
    }

    @Test
    void errorsAndRecordsKnowNoConnector() {
        noClasses()
                .that()
                .resideInAPackage(API + ".error..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(API, API + ".config..", API + ".record..")
                .check(CLASSES);
    }
}
