#include "core/secrets/digest.h"
#include "tests/core/http/notes.h"

namespace hostler::http {

using front::Method;

// A body may hold a password, and whoever reads the database can try many: so nothing is kept of it
// that could be computed without the engine's key.
template <class Engine>
class StoredHashesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(StoredHashesTest);
  CPPUNIT_TEST(whatIsKeptOfABodyNeedsTheEnginesKey);
  CPPUNIT_TEST_SUITE_END();

 public:
  void whatIsKeptOfABodyNeedsTheEnginesKey() {
    Notes notes{*site_.database, site_.ids};
    notes.mount(site_.router);
    const std::string body = R"({"words":"hunter2"})";
    CPPUNIT_ASSERT_EQUAL(
        201,
        site_.ask(callAs("alice", Method::Post, "/api/notes", body, {{"idempotency-key", "k1"}}))
            .status());

    const auto kept = site_.database->query("SELECT request_hash FROM idempotency_keys")
                          .only()
                          .text("request_hash");

    CPPUNIT_ASSERT_EQUAL(std::size_t{64}, kept.size());
    CPPUNIT_ASSERT(kept != hex(sha256(body)));
    CPPUNIT_ASSERT_EQUAL(site_.vault->fingerprint("request", hex(sha256(body))), kept);
  }

 private:
  Engine engine_;
  ApiSite site_{engine_.url()};
};
HOSTLER_HTTP_SUITE(StoredHashesTest, "core/http/stored_hashes");

}  // namespace hostler::http
