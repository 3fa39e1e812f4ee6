package com.danubemessaging.connect.source.webhook;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("com.danubemessaging.connect.source.webhook");

    @Test
    void theConnectorKnowsTheApiAndItsLibrariesAndNothingElse() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.crypto..",
                        "com.danubemessaging.connect.api..",
                        "com.danubemessaging.connect.source.webhook..",
                        "io.vertx.core..",
                        "io.vertx.ext.web",
                        "io.netty.handler.ipfilter..",
                        "com.auth0.jwt..",
                        "com.fasterxml.jackson.core..",
                        "com.github.benmanes.caffeine.cache..",
                        "io.github.bucket4j..",
                        "org.jspecify..",
                        "org.slf4j..")
                .check(CLASSES);
    }

    @Test
    void nothingTouchesTheInsidesOfVertx() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx.core.internal..", "io.vertx..impl..", "io.vertx.core.spi..")
                .check(CLASSES);
    }

    @Test
    void onlyAuthKnowsTokensAndOnlyLimitKnowsBuckets() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..webhook.auth")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.auth0..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("..webhook.limit")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.github.bucket4j..", "io.netty..")
                .check(CLASSES);
    }

    @Test
    void theProcessBelongsToTheHost() {
        noClasses()
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Runtime.class)
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .check(CLASSES);
    }

    @Test
    void workIsDoneOnTheContextThatCalls() {
        noClasses().should().dependOnClassesThat().areAssignableTo(Thread.class).check(CLASSES);
        noClasses()
                .should()
                .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                        com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                                com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(Executor.class))))
                .check(CLASSES);
    }

    @Test
    void packagesDoNotKnowEachOtherInCircles() {
        slices().matching("com.danubemessaging.connect.source.webhook.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}
