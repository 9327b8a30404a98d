#include "core/render/pdf_shelf.h"

#include "tests/support/suite.h"

#include <atomic>
#include <fstream>
#include <stdexcept>
#include <sys/stat.h>

namespace hostler::render {

// A document is rendered once, however often it is asked for.
class PdfShelfTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PdfShelfTest);
  CPPUNIT_TEST(theSameDocumentIsMadeOnce);
  CPPUNIT_TEST(anotherStateOfADocumentIsAnotherOne);
  CPPUNIT_TEST(whatIsKeptIsItsOwnersAlone);
  CPPUNIT_TEST(whatCouldNotBeMadeIsNotKept);
  CPPUNIT_TEST(aDamagedFileIsMadeAnew);
  CPPUNIT_TEST(theFolderStaysBelowItsSize);
  CPPUNIT_TEST(aFolderThatCannotBeWrittenStopsNothing);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    auto name = (std::filesystem::temp_directory_path() / "hostler-shelf-XXXXXX").string();
    CPPUNIT_ASSERT(::mkdtemp(name.data()) != nullptr);
    root_ = name;
  }
  void tearDown() override { std::filesystem::remove_all(root_); }

  void theSameDocumentIsMadeOnce() {
    PdfShelf shelf{folder(), maker()};
    const auto first = shelf.of("<p>1</p>");

    CPPUNIT_ASSERT_EQUAL(first, shelf.of("<p>1</p>"));
    CPPUNIT_ASSERT_EQUAL(first, (PdfShelf{folder(), maker()}.of("<p>1</p>")));
    CPPUNIT_ASSERT_EQUAL(1, made_);
  }

  void anotherStateOfADocumentIsAnotherOne() {
    PdfShelf shelf{folder(), maker()};
    CPPUNIT_ASSERT(shelf.of("unpaid") != shelf.of("paid"));
    CPPUNIT_ASSERT_EQUAL(2, made_);
  }

  void whatIsKeptIsItsOwnersAlone() {
    PdfShelf{folder(), maker()}.of("x");
    CPPUNIT_ASSERT_EQUAL(0700u, modeOf(folder()));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, files().size());
    for (const auto& file : files()) CPPUNIT_ASSERT_EQUAL(0600u, modeOf(file));
  }

  void whatCouldNotBeMadeIsNotKept() {
    PdfShelf shelf{folder(), [this](const std::string&) -> std::string {
                     ++made_;
                     throw std::runtime_error{"busy"};
                   }};
    CPPUNIT_ASSERT_THROW(shelf.of("x"), std::runtime_error);
    CPPUNIT_ASSERT_THROW(shelf.of("x"), std::runtime_error);
    CPPUNIT_ASSERT_EQUAL(2, made_);
  }

  void aDamagedFileIsMadeAnew() {
    PdfShelf shelf{folder(), maker()};
    const auto first = shelf.of("x");
    std::ofstream{files().front(), std::ios::trunc};

    CPPUNIT_ASSERT_EQUAL(first, shelf.of("x"));
    CPPUNIT_ASSERT_EQUAL(2, made_);
  }

  void theFolderStaysBelowItsSize() {
    PdfShelf shelf{folder(),
                   [](const std::string& html) { return "%PDF-" + std::string(995, 'x') + html; },
                   10'000};
    for (int i = 0; i < 100; ++i) shelf.of(std::to_string(i));

    std::uintmax_t total = 0;
    for (const auto& file : files()) total += std::filesystem::file_size(file);
    CPPUNIT_ASSERT(total <= 12'000);
    CPPUNIT_ASSERT(total >= 5'000);
  }

  void aFolderThatCannotBeWrittenStopsNothing() {
    std::ofstream{folder()} << "a file";
    PdfShelf shelf{folder(), maker()};
    CPPUNIT_ASSERT_EQUAL(std::string{"%PDF-x"}, shelf.of("x"));
    CPPUNIT_ASSERT_EQUAL(std::string{"%PDF-x"}, shelf.of("x"));
  }

 private:
  std::filesystem::path folder() const { return root_ / "pdf"; }
  PdfShelf::Maker maker() {
    return [this](const std::string& html) {
      ++made_;
      return "%PDF-" + html;
    };
  }
  std::vector<std::filesystem::path> files() const {
    std::vector<std::filesystem::path> all;
    for (const auto& entry : std::filesystem::directory_iterator{folder()})
      all.push_back(entry.path());
    return all;
  }
  static unsigned modeOf(const std::filesystem::path& path) {
    struct stat status {};
    CPPUNIT_ASSERT_EQUAL(0, ::stat(path.c_str(), &status));
    return status.st_mode & 0777u;
  }

  std::filesystem::path root_;
  int made_ = 0;
};
HOSTLER_SUITE(PdfShelfTest, "core/render/pdf_shelf");

}  // namespace hostler::render
