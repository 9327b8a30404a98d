// Runs one suite of a test program (or all of them), prints each test's name as it ends, and says
// what went wrong. usage: test_PROGRAM [SUITE [TEST]]     exit 0 all passed, 1 some failed, 2
// nothing was run
#include "tests/support/skipping.h"
#include "tests/support/suite.h"

#include <cppunit/Exception.h>
#include <cppunit/Test.h>
#include <cppunit/TestFailure.h>
#include <cppunit/TestListener.h>
#include <cppunit/TestResult.h>
#include <cppunit/extensions/TestFactoryRegistry.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <iostream>

namespace {

using hostler::testing::skipReason;

class Printer : public CppUnit::TestListener {
 public:
  void startTest(CppUnit::Test*) override {
    failed_ = false;
    skipReason().clear();
    start_ = std::chrono::steady_clock::now();
  }
  void addFailure(const CppUnit::TestFailure& failure) override {
    failed_ = true;
    const auto* what = failure.thrownException();
    std::cout << "FAIL " << failure.failedTestName() << "  (" << what->sourceLine().fileName()
              << ":" << what->sourceLine().lineNumber() << ")\n     "
              << what->message().shortDescription() << "\n"
              << what->message().details() << std::flush;
  }
  void endTest(CppUnit::Test* test) override {
    const auto took = std::chrono::steady_clock::now() - start_;
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(took).count();
    ++run_;
    if (failed_) {
      ++failures_;
    } else if (!skipReason().empty()) {
      ++skipped_;
      std::cout << "skip " << test->getName() << ": " << skipReason() << std::endl;
    } else {
      std::cout << "ok   " << test->getName() << "  " << ms << " ms" << std::endl;
    }
  }
  int finish() const {
    std::cout << run_ << " tests, " << failures_ << " failed, " << skipped_ << " skipped"
              << std::endl;
    if (run_ == 0) return 2;
    return failures_ == 0 ? 0 : 1;
  }

 private:
  std::chrono::steady_clock::time_point start_;
  bool failed_ = false;
  int run_ = 0, failures_ = 0, skipped_ = 0;
};

const CppUnit::Test* childNamed(const CppUnit::Test& parent, const std::string& end) {
  for (int i = 0; i < parent.getChildTestCount(); ++i) {
    const auto* child = parent.getChildTestAt(i);
    if (child->getName().ends_with("::" + end)) return child;
    if (const auto* found = childNamed(*child, end)) return found;
  }
  return nullptr;
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  const std::unique_ptr<CppUnit::Test> all{(argc > 1
                                                ? CppUnit::TestFactoryRegistry::getRegistry(argv[1])
                                                : CppUnit::TestFactoryRegistry::getRegistry())
                                               .makeTest()};
  const CppUnit::Test* chosen = argc > 2 ? childNamed(*all, argv[2]) : all.get();
  CppUnit::TestResult result;
  Printer printer;
  result.addListener(&printer);
  if (chosen != nullptr) const_cast<CppUnit::Test*>(chosen)->run(&result);
  if (argc > 1 && all->countTestCases() == 0)
    std::cout << "no suite is called " << argv[1] << std::endl;
  return printer.finish();
}
