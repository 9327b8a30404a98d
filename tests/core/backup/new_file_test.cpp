#include "core/backup/new_file.h"

#include "tests/support/mariadb.h"
#include "tests/support/suite.h"

#include <csignal>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hostler::backup {
namespace {

std::string contentOf(const std::filesystem::path& file) {
  std::ifstream in{file};
  return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

class NewFileTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(NewFileTest);
  CPPUNIT_TEST(aFileIsThereOnceItIsWhole);
  CPPUNIT_TEST(onlyItsOwnerMayReadIt);
  CPPUNIT_TEST(aFileThatIsThereStays);
  CPPUNIT_TEST(aFileThatComesMeanwhileStays);
  CPPUNIT_TEST(aFileIsReplacedWhenAskedTo);
  CPPUNIT_TEST(aFailureLeavesNothing);
  CPPUNIT_TEST(aProcessThatIsKilledLeavesNoFileOfThatName);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aFileIsThereOnceItIsWhole() {
    NewFile file{path_, false};
    file.write("half");
    CPPUNIT_ASSERT(!std::filesystem::exists(path_));

    file.write(" and half");
    file.finish();

    CPPUNIT_ASSERT_EQUAL(std::string{"half and half"}, contentOf(path_));
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{13}, file.size());
    CPPUNIT_ASSERT_EQUAL(1, files());
  }

  void onlyItsOwnerMayReadIt() {
    const auto before = ::umask(0);
    NewFile file{path_, false};
    file.finish();
    ::umask(before);

    struct stat state {};
    ::stat(path_.c_str(), &state);
    CPPUNIT_ASSERT_EQUAL(0600U, static_cast<unsigned>(state.st_mode & 0777));
  }

  void aFileThatIsThereStays() {
    std::ofstream{path_} << "precious";

    CPPUNIT_ASSERT_THROW((NewFile{path_, false}), BackupError);
    CPPUNIT_ASSERT_EQUAL(std::string{"precious"}, contentOf(path_));
    CPPUNIT_ASSERT_EQUAL(1, files());
  }

  void aFileThatComesMeanwhileStays() {
    {
      NewFile file{path_, false};
      std::ofstream{path_} << "precious";
      CPPUNIT_ASSERT_THROW(file.finish(), BackupError);
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"precious"}, contentOf(path_));
    CPPUNIT_ASSERT_EQUAL(1, files());
  }

  void aFileIsReplacedWhenAskedTo() {
    std::ofstream{path_} << "old";
    NewFile file{path_, true};
    file.write("new");
    CPPUNIT_ASSERT_EQUAL(std::string{"old"}, contentOf(path_));

    file.finish();

    CPPUNIT_ASSERT_EQUAL(std::string{"new"}, contentOf(path_));
  }

  void aFailureLeavesNothing() {
    {
      NewFile file{path_, false};
      file.write("half");
    }
    CPPUNIT_ASSERT_EQUAL(0, files());
    CPPUNIT_ASSERT_THROW((NewFile{folder_.path() / "none" / "backup", false}), BackupError);
  }

  void aProcessThatIsKilledLeavesNoFileOfThatName() {
    const auto child = ::fork();
    if (child == 0) {
      NewFile file{path_, false};
      file.write("half");
      ::raise(SIGKILL);
    }
    int status = 0;
    ::waitpid(child, &status, 0);

    CPPUNIT_ASSERT(WIFSIGNALED(status));
    CPPUNIT_ASSERT(!std::filesystem::exists(path_));
  }

 private:
  int files() const {
    return static_cast<int>(std::distance(std::filesystem::directory_iterator{folder_.path()}, {}));
  }

  testing::TemporaryDirectory folder_{"hostler-new-file"};
  std::filesystem::path path_ = folder_.path() / "backup";
};
HOSTLER_SUITE(NewFileTest, "core/backup/new_file");

}  // namespace hostler::backup
