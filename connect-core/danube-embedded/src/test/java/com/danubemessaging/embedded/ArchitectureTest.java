package com.danubemessaging.embedded;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "com.danubemessaging.embedded", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theCoreKnowsNoVertxAndNoGrpc = classes()
            .that()
            .resideInAnyPackage("..internal.broker..", "..internal.storage..", "..embedded.model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "com.danubemessaging.embedded.internal.broker..",
                    "com.danubemessaging.embedded.internal.storage..",
                    "com.danubemessaging.embedded.model..",
                    "com.danubemessaging.proto..",
                    "com.google.protobuf..",
                    "org.slf4j..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule nothingTouchesTheInsidesOfVertx = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx.core.internal..", "io.vertx..impl..", "sun..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("com.danubemessaging.embedded.(**)").should().beFreeOfCycles();
}
