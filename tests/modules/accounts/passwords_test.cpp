#include "core/problem/problem.h"
#include "modules/accounts/password_hasher.h"
#include "modules/accounts/password_rule.h"
#include "tests/support/suite.h"

#include <atomic>
#include <thread>

namespace hostler {
namespace {

bool isRefused(const std::string& password, const std::vector<std::string>& own = {}) {
  FieldErrors errors;
  checkPassword(Secret{password}, own, "password", errors);
  return !errors.empty();
}

}  // namespace

class PasswordsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PasswordsTest);
  CPPUNIT_TEST(aHashFitsItsOwnPasswordAlone);
  CPPUNIT_TEST(aHashOfAnotherCostIsOutdated);
  CPPUNIT_TEST(importedHashesFitAndAreOutdated);
  CPPUNIT_TEST(bytesThatBcryptIgnoresAreNotIgnored);
  CPPUNIT_TEST(nobodyFitsAnEmptyHash);
  CPPUNIT_TEST(tooManyAtOnceAreSentAway);
  CPPUNIT_TEST(onesOwnNameIsNoPassword);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aHashFitsItsOwnPasswordAlone() {
    const auto hash = hasher_.hash(Secret{"violet harbour"});
    CPPUNIT_ASSERT(hash.starts_with("$argon2id$"));
    CPPUNIT_ASSERT(hasher_.verify(Secret{"violet harbour"}, hash).right);
    CPPUNIT_ASSERT(!hasher_.verify(Secret{"violet harbour"}, hash).outdated);
    CPPUNIT_ASSERT(!hasher_.verify(Secret{"violet harbou"}, hash).right);
    CPPUNIT_ASSERT(hash != hasher_.hash(Secret{"violet harbour"}));
  }

  void aHashOfAnotherCostIsOutdated() {
    PasswordHasher dearer{{16, 2}, {1, 1}};
    CPPUNIT_ASSERT(dearer.verify(Secret{"violet"}, hasher_.hash(Secret{"violet"})).outdated);
  }

  // The vector of the bcrypt test suite that ships with OpenBSD and libxcrypt.
  void importedHashesFitAndAreOutdated() {
    const std::string hash = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";
    const auto verdict = hasher_.verify(Secret{"U*U"}, hash);
    CPPUNIT_ASSERT(verdict.right);
    CPPUNIT_ASSERT(verdict.outdated);
    CPPUNIT_ASSERT(!hasher_.verify(Secret{"U*U*"}, hash).right);
  }

  void bytesThatBcryptIgnoresAreNotIgnored() {
    const std::string start(79, 'x');
    const auto hash = hasher_.hash(Secret{start + "A"});
    CPPUNIT_ASSERT(!hasher_.verify(Secret{start + "B"}, hash).right);
  }

  void nobodyFitsAnEmptyHash() { CPPUNIT_ASSERT(!hasher_.verify(Secret{""}, "").right); }

  void tooManyAtOnceAreSentAway() {
    PasswordHasher narrow{{8, 1}, {1, 0}};
    std::atomic<bool> inside{false}, leave{false};
    std::thread first{[&] {
      narrow.verify(Secret{"x"}, "", [&] {
        inside = true;
        inside.notify_all();
        leave.wait(false);
      });
    }};
    inside.wait(false);

    int status = 0;
    try {
      narrow.hash(Secret{"y"});
    } catch (const DomainError& error) {
      status = error.status();
    }
    leave = true;
    leave.notify_all();
    first.join();

    CPPUNIT_ASSERT_EQUAL(503, status);
  }

  void onesOwnNameIsNoPassword() {
    CPPUNIT_ASSERT(isRefused("password1"));
    CPPUNIT_ASSERT(isRefused("ravishankar", {"ravishankar@example.in"}));
    CPPUNIT_ASSERT(isRefused(std::string(128, 'q')));
    CPPUNIT_ASSERT(!isRefused("ravishankar lantern 42"));
    CPPUNIT_ASSERT(!isRefused(std::string(128, 'q') + " harbour 9 lantern"));
  }

 private:
  PasswordHasher hasher_{{8, 1}, {2, 2}};
};

HOSTLER_SUITE(PasswordsTest, "modules/accounts/passwords");

}  // namespace hostler
