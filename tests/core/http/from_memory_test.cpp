#include "tests/core/http/api_site.h"

namespace hostler::http {

using front::Method;

// What is answered from memory is answered where the request came in, without a change of threads:
// but never before all that could be waited for is known.
template <class Engine>
class FromMemoryTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(FromMemoryTest);
  CPPUNIT_TEST(aStrangerWhoIsKnownNeedsNoOtherThread);
  CPPUNIT_TEST(aStrangerWhoseCallsAreNotCountedYetDoes);
  CPPUNIT_TEST(soDoesWhoSignsIn);
  CPPUNIT_TEST(soDoesEverybodyWhileTenantsAreNotKnown);
  CPPUNIT_TEST(aWindowThatIsAboutToEndIsNotReliedOn);
  CPPUNIT_TEST(otherRoutesStayWhereTheyWere);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    site_.router.raw(Method::Get, "/kept", Access::everyone(), [](Context&) { return Answer{}; })
        .fromMemory();
    site_.router.raw(Method::Get, "/asked", Access::everyone(), [](Context&) { return Answer{}; });
    site_.sites.known = true;
  }

  void aStrangerWhoIsKnownNeedsNoOtherThread() {
    site_.ask(call(Method::Get, "/api/kept"));
    CPPUNIT_ASSERT(isQuick(call(Method::Get, "/api/kept")));
  }

  void aStrangerWhoseCallsAreNotCountedYetDoes() {
    CPPUNIT_ASSERT(!isQuick(call(Method::Get, "/api/kept")));
  }

  void soDoesWhoSignsIn() {
    site_.ask(call(Method::Get, "/api/kept"));
    site_.ask(callAs("alice", Method::Get, "/api/kept"));
    CPPUNIT_ASSERT(!isQuick(callAs("alice", Method::Get, "/api/kept")));
  }

  void soDoesEverybodyWhileTenantsAreNotKnown() {
    site_.ask(call(Method::Get, "/api/kept"));
    site_.sites.known = false;
    CPPUNIT_ASSERT(!isQuick(call(Method::Get, "/api/kept")));
  }

  void aWindowThatIsAboutToEndIsNotReliedOn() {
    site_.ask(call(Method::Get, "/api/kept"));
    site_.clock.advance(std::chrono::minutes{15} - std::chrono::milliseconds{900});
    CPPUNIT_ASSERT(!isQuick(call(Method::Get, "/api/kept")));
  }

  void otherRoutesStayWhereTheyWere() {
    site_.ask(call(Method::Get, "/api/asked"));
    CPPUNIT_ASSERT(!isQuick(call(Method::Get, "/api/asked")));
  }

 private:
  bool isQuick(const front::Request& head) { return site_.api->plan(head).quick; }

  Engine engine_;
  ApiSite site_{engine_.url()};
};
HOSTLER_HTTP_SUITE(FromMemoryTest, "core/http/from_memory");

}  // namespace hostler::http
