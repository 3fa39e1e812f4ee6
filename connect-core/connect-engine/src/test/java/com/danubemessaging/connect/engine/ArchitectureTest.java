package com.danubemessaging.connect.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "com.danubemessaging.connect.engine", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule dependsOnJavaAndJspecifyOnly = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("com.danubemessaging.connect.engine..", "java..", "org.jspecify.annotations..");

    @ArchTest
    static final ArchRule doesNoInputOrOutput =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("java.io..", "java.nio..", "java.net..");

    @ArchTest
    static final ArchRule readsNoClock = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.time..");

    @ArchTest
    static final ArchRule startsNoThread = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent..");

    @ArchTest
    static final ArchRule sinkAndSourceDoNotKnowEachOther = noClasses()
            .that()
            .resideInAPackage("..sink..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..source..");
}
