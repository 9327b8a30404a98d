#include "core/plugin_host/package.h"

#include "core/plugin_host/package_signature.h"
#include "core/plugin_host/plugin_store.h"
#include "tests/core/plugin_host/hosting.h"
#include "tests/support/suite.h"

#include <cstdio>
#include <fstream>
#include <functional>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

namespace hostler::plugin {
namespace {

namespace fs = std::filesystem;

const std::string kManifest =
    R"({"kind": "registrar/1", "name": "acme", "version": "1.2.0", "sdk": "1.0"})";

// What any tar writer could put into an archive, right or wrong.
std::string entry(const std::string& name, const std::string& content, char type = '0',
                  const std::string& prefix = {}) {
  std::string header(512, '\0');
  const auto put = [&](std::size_t at, const std::string& text) {
    header.replace(at, text.size(), text);
  };
  char size[32];
  std::snprintf(size, sizeof size, "%011zo", content.size());
  put(0, name);
  put(100, "0000644");
  put(124, size);
  put(148, "        ");
  put(156, std::string(1, type));
  if (type == '1' || type == '2') put(157, "/etc/shadow");
  put(257, std::string{"ustar\0"
                       "00",
                       8});
  put(345, prefix);
  unsigned sum = 0;
  for (const unsigned char byte : header) sum += byte;
  char digits[32];
  std::snprintf(digits, sizeof digits, "%06o", sum);
  put(148, std::string{digits, 6} + '\0' + ' ');
  return header + content + std::string((512 - content.size() % 512) % 512, '\0');
}

const std::string kEnd(1024, '\0');

std::string packed(const std::string& tar) {
  std::string out(ZSTD_compressBound(tar.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), tar.data(), tar.size(), 3));
  return out;
}

// A plugin that is whole, and what a test adds to it.
std::string packageWith(const std::string& more) {
  return packed(entry("acme/acme.so", "library") + entry("acme/plugin.json", kManifest) + more +
                kEnd);
}

std::string refusal(const std::function<void()>& work) {
  try {
    work();
  } catch (const PackageError& error) {
    return error.what();
  }
  return "it was taken";
}

std::string refusalOf(const std::string& bytes, const PackageLimits& limits = {}) {
  return refusal([&] { Package::read(bytes, limits); });
}

void assertSays(const std::string& said, const std::string& words) {
  CPPUNIT_ASSERT_MESSAGE(said, said.find(words) != std::string::npos);
}

void write(const fs::path& file, const std::string& text) {
  fs::create_directories(file.parent_path());
  std::ofstream{file, std::ios::binary} << text;
}

std::string textOf(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

/// Plugins on their way from an author to an installation: what comes from anybody harms nobody.
class PackageTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PackageTest);
  CPPUNIT_TEST(theSameFolderGivesTheSameBytes);
  CPPUNIT_TEST(aWholePackageIsTaken);
  CPPUNIT_TEST(aNameThatLeadsElsewhereIsRefused);
  CPPUNIT_TEST(linksAndDevicesAreRefused);
  CPPUNIT_TEST(aBombIsRefused);
  CPPUNIT_TEST(aPackageIsOneFolderCalledAfterItsPlugin);
  CPPUNIT_TEST(damagedAndLengthenedPackagesAreRefused);
  CPPUNIT_TEST(aFolderWithMoreThanPlainFilesIsNotPacked);
  CPPUNIT_TEST(onlyATrustedKeysSignatureOfTheseBytesCounts);
  CPPUNIT_TEST(aKeyThatOthersCanReadIsNotUsed);
  CPPUNIT_TEST(aNewVersionTakesThePlaceOfTheOldOneAndGivesItBack);
  CPPUNIT_TEST(twoCommandsDoNotChangeTheFolderAtOnce);
  CPPUNIT_TEST(rootWritesInNobodyElsesFolder);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    char name[] = "/tmp/hostler-package-XXXXXX";
    folder_ = ::mkdtemp(name);
  }
  void tearDown() override { fs::remove_all(folder_); }

  void theSameFolderGivesTheSameBytes() {
    for (const char* copy : {"one", "other"}) {
      const auto home = folder_ / copy / "acme";
      const bool first = copy == std::string{"one"};
      // In another order, at another time, with other rights.
      write(home / (first ? "plugin.json" : "acme.so"), first ? kManifest : "library");
      write(home / (first ? "acme.so" : "plugin.json"), first ? "library" : kManifest);
      write(home / "LICENSE", "MIT");
      if (first) continue;
      fs::permissions(home / "LICENSE", fs::perms{0600});
      fs::last_write_time(home / "LICENSE", fs::file_time_type{});
    }
    const auto package = Package::ofFolder(folder_ / "one" / "acme");
    CPPUNIT_ASSERT_EQUAL(std::string{"acme-1.2.0.hpk"}, package.fileName());
    CPPUNIT_ASSERT(package.bytes() == Package::ofFolder(folder_ / "other" / "acme").bytes());

    const auto read = Package::read(package.bytes());
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, read.files().size());
    CPPUNIT_ASSERT_EQUAL(std::string{"acme/LICENSE"}, read.files()[0].path);
    CPPUNIT_ASSERT_EQUAL(std::string{"library"}, read.files()[1].content);
    CPPUNIT_ASSERT_EQUAL(kManifest, read.files()[2].content);
  }

  void aWholePackageIsTaken() {
    // Whatever the umask of who unpacks it, nobody else can write what is loaded.
    const auto before = ::umask(0002);
    const auto home = Package::read(packageWith(entry("acme/", "", '5'))).layInto(folder_);
    ::umask(before);
    CPPUNIT_ASSERT_EQUAL(std::string{"library"}, textOf(home / "acme.so"));
    CPPUNIT_ASSERT(fs::status(home).permissions() == fs::perms{0755});
    CPPUNIT_ASSERT(fs::status(home / "acme.so").permissions() == fs::perms{0644});
    assertSays(refusal([&] { Package::read(packageWith("")).layInto(folder_); }), "cannot make");
  }

  void aNameThatLeadsElsewhereIsRefused() {
    assertSays(refusalOf(packageWith(entry("/etc/cron.d/acme", "x"))), "begins at the root");
    assertSays(refusalOf(packageWith(entry("acme/../../x", "x"))), "leads out of the folder");
    assertSays(refusalOf(packageWith(entry("../x", "x"))), "leads out of the folder");
    assertSays(refusalOf(packageWith(entry("x", "x", '0', "acme/.."))), "leads out of the folder");
    assertSays(refusalOf(packageWith(entry("acme/..", "x"))), "leads out of the folder");
    assertSays(refusalOf(packageWith(entry("acme/sub/x", "x"))), "a folder of its own");
    assertSays(refusalOf(packageWith(entry("acme/.profile", "x"))), "begin with a dot");
    assertSays(refusalOf(packageWith(entry("acme/a b", "x"))), "letters, digits");
    assertSays(refusalOf(packageWith(entry("acme/", "x"))), "letters, digits");
    assertSays(refusalOf(packageWith(entry("x", "x"))), "in no folder");
  }

  void linksAndDevicesAreRefused() {
    const std::pair<char, const char*> kKinds[] = {
        {'1', "a link"}, {'2', "a link"}, {'3', "a device"},           {'4', "a device"},
        {'6', "a pipe"}, {'x', "header"}, {'L', "an extended header"}, {'S', "unknown type"},
    };
    for (const auto& [type, words] : kKinds)
      assertSays(refusalOf(packageWith(entry("acme/data", "", type))), words);
    assertSays(refusalOf(packageWith(entry("acme/", "content", '5'))), "content of its own");
  }

  void aBombIsRefused() {
    // 64 MiB of nothing in a few KiB.
    const auto bomb = packageWith(entry("acme/zeros", std::string(std::size_t{64} << 20, '\0')));
    CPPUNIT_ASSERT(bomb.size() < 64 * 1024);
    assertSays(refusalOf(bomb), "unpacks to more than");
    assertSays(refusalOf(packageWith(""), {.bytes = 1024}), "unpacks to more than 1024 bytes");
    assertSays(refusalOf(packageWith(""), {.packedBytes = 10}), "no larger than 10 bytes");
    assertSays(refusalOf(packed(entry("acme/acme.so", "x") +
                                entry("acme/plugin.json", std::string(300 * 1024, ' ')) + kEnd)),
               "larger than 256 KB");
    std::string many;
    for (int i = 0; i < 70; ++i) many += entry("acme/file" + std::to_string(i), "x");
    assertSays(refusalOf(packageWith(many)), "more than 64 files");
    // Folders count as well.
    std::string folders;
    for (int i = 0; i < 70; ++i) folders += entry("acme/", "", '5');
    assertSays(refusalOf(packageWith(folders)), "more than 64 files");
  }

  void aPackageIsOneFolderCalledAfterItsPlugin() {
    assertSays(refusalOf(packageWith(entry("other/plugin.json", kManifest))),
               "beside the folder acme");
    assertSays(refusalOf(packageWith(entry("acme/acme.so", "again"))), "in the package twice");
    assertSays(
        refusalOf(packed(entry("evil/acme.so", "x") + entry("evil/plugin.json", kManifest) + kEnd)),
        "its folder is \"evil\"");
    assertSays(refusalOf(packed(entry("acme/plugin.json", kManifest) + kEnd)),
               "holds no acme/acme.so");
    assertSays(refusalOf(packed(entry("acme/acme.so", "x") + kEnd)), "holds no acme/plugin.json");
    assertSays(
        refusalOf(packed(entry("acme/acme.so", "x") + entry("acme/plugin.json", "{}") + kEnd)),
        "plugin.json: ");
    assertSays(refusalOf(packed(kEnd)), "is empty");
  }

  void damagedAndLengthenedPackagesAreRefused() {
    const auto good = packageWith("");
    CPPUNIT_ASSERT_EQUAL(std::string{"it was taken"}, refusalOf(good));
    assertSays(refusalOf(good.substr(0, good.size() / 2)), "the package");
    assertSays(refusalOf(good + "more"), "behind the end of the package");
    assertSays(refusalOf("PK\3\4 another archive"), "cannot be unpacked");
    assertSays(refusalOf(""), "ends in the middle");
    auto tar = entry("acme/acme.so", "library") + entry("acme/plugin.json", kManifest);
    assertSays(refusalOf(packed(tar)), "ends in the middle");
    assertSays(refusalOf(packed(tar + kEnd + "x")), "behind the end of the package");
    tar[0] = 'b';  // its header's sum does not fit any more
    assertSays(refusalOf(packed(tar + kEnd)), "no tar file inside");
  }

  void aFolderWithMoreThanPlainFilesIsNotPacked() {
    const auto home = folder_ / "acme";
    write(home / "plugin.json", kManifest);
    write(home / "acme.so", "library");
    const auto said = [&] { return refusal([&] { Package::ofFolder(home); }); };
    CPPUNIT_ASSERT_EQUAL(std::string{"it was taken"}, said());
    fs::create_symlink("/etc/passwd", home / "passwd");
    assertSays(said(), "passwd is a folder or a link");
    fs::remove(home / "passwd");
    fs::create_directory(home / "src");
    assertSays(said(), "src is a folder or a link");
    fs::remove(home / "src");
    write(home / ".env", "secret");
    assertSays(said(), "acme/.env");
    assertSays(refusal([&] { Package::ofFolder(folder_ / "nowhere"); }), "there is no folder");
  }

  void onlyATrustedKeysSignatureOfTheseBytesCounts() {
    const auto mine = makeSigningKey(folder_ / "mine.key");
    const auto foreign = makeSigningKey(folder_ / "foreign.key");
    CPPUNIT_ASSERT(mine != foreign);
    checkPublicKey(mine);
    const auto good = packageWith("");
    const auto signature = PackageSignature::parse(sign(good, folder_ / "mine.key").text());
    demandSignature(good, signature, {foreign, mine});

    const auto said = [&](const std::string& bytes, const PackageSignature& by,
                          const std::vector<std::string>& trusted) {
      return refusal([&] { demandSignature(bytes, by, trusted); });
    };
    auto changed = good;
    changed.back() = static_cast<char>(changed.back() ^ 1);
    assertSays(said(changed, signature, {mine}), "is not of this package");
    assertSays(said(good, signature, {foreign}), "does not name");
    assertSays(said(good, signature, {}), "does not name");
    // Somebody's own signature under a trusted name.
    auto forged = sign(good, folder_ / "foreign.key");
    forged.publicKey = mine;
    assertSays(said(good, forged, {mine}), "is not of this package");
    for (const std::string text : {"", "ed25519 x y", "rsa a b", "ed25519"})
      assertSays(refusal([&] { PackageSignature::parse(text); }), "cannot be read");
    assertSays(refusal([&] { checkPublicKey(mine + "A"); }), "no public key");
  }

  void aKeyThatOthersCanReadIsNotUsed() {
    const auto key = folder_ / "author.key";
    makeSigningKey(key);
    CPPUNIT_ASSERT(fs::status(key).permissions() == fs::perms{0600});
    const auto said = [&](const fs::path& file) { return refusal([&] { sign("bytes", file); }); };
    CPPUNIT_ASSERT_EQUAL(std::string{"it was taken"}, said(key));
    for (const auto mode : {0604, 0640, 0620}) {
      fs::permissions(key, static_cast<fs::perms>(mode));
      assertSays(said(key), "chmod 600");
    }
    fs::permissions(key, fs::perms{0600});
    fs::create_symlink(key, folder_ / "link.key");
    assertSays(said(folder_ / "link.key"), "cannot read the key");
    write(folder_ / "no.key", "hello");
    fs::permissions(folder_ / "no.key", fs::perms{0600});
    assertSays(said(folder_ / "no.key"), "no key for signing");
    assertSays(refusal([&] { makeSigningKey(key); }), "is there already");
  }

  void aNewVersionTakesThePlaceOfTheOldOneAndGivesItBack() {
    const auto root = folder_ / "plugins";
    const auto old = Package::ofFolder(installedPlugins() / "badly_behaved");
    const auto fresh = Package::ofFolder(testPrograms() / "next_plugins" / "badly_behaved");
    const auto loaded = [&] {
      const auto contents = PluginFolder{root, sandboxTrust()}.scan();
      // What is kept of versions that went, or come, is seen by nobody.
      CPPUNIT_ASSERT(contents.unusable.empty());
      CPPUNIT_ASSERT(contents.usable.size() <= 1);
      return contents.usable.empty() ? std::string{} : contents.usable[0].manifest.version;
    };
    {
      PluginStore store{root};
      CPPUNIT_ASSERT(!store.find("badly_behaved"));
      CPPUNIT_ASSERT_EQUAL((root / "registrar" / "badly_behaved").string(),
                           store.place(old).string());
      CPPUNIT_ASSERT_EQUAL(std::string{"1.0.0"}, loaded());
      store.place(fresh);
      CPPUNIT_ASSERT_EQUAL(std::string{"2.0.0"}, loaded());
      CPPUNIT_ASSERT(fs::exists(root / ".previous" / "badly_behaved" / "badly_behaved"));
      store.takeBack("badly_behaved");
      CPPUNIT_ASSERT_EQUAL(std::string{"1.0.0"}, loaded());
    }
    PluginStore store{root};
    CPPUNIT_ASSERT(!fs::exists(root / ".incoming"));
    store.place(fresh);
    store.remove("badly_behaved");
    CPPUNIT_ASSERT_EQUAL(std::string{}, loaded());
    CPPUNIT_ASSERT(!fs::exists(root / ".previous" / "badly_behaved"));
    assertSays(refusal([&] { store.remove("badly_behaved"); }), "no plugin of that name");
    assertSays(refusal([&] { store.remove("../plugins"); }), "no name of a plugin");
    // The first one of its name leaves nothing when it is taken back.
    store.place(old);
    store.takeBack("badly_behaved");
    CPPUNIT_ASSERT_EQUAL(std::string{}, loaded());
  }

  void twoCommandsDoNotChangeTheFolderAtOnce() {
    const auto root = folder_ / "plugins";
    {
      const PluginStore first{root};
      assertSays(refusal([&] { PluginStore{root}; }), "try again");
    }
    const PluginStore second{root};
    fs::create_directory_symlink(root, folder_ / "link");
    assertSays(refusal([&] { PluginStore{folder_ / "link"}; }), "is a link");
  }

  void rootWritesInNobodyElsesFolder() {
    if (::geteuid() != 0) return testing::skip("only root can give a folder away");
    const auto root = folder_ / "plugins";
    fs::create_directory(root);
    fs::permissions(root, fs::perms{0775});
    assertSays(refusal([&] { PluginStore{root}; }), "others than root can write");
    fs::permissions(root, fs::perms{0755});
    CPPUNIT_ASSERT_EQUAL(std::string{"it was taken"}, refusal([&] { PluginStore{root}; }));
    CPPUNIT_ASSERT_EQUAL(0, ::chown(root.c_str(), 65534, 65534));
    assertSays(refusal([&] { PluginStore{root}; }), "chown -R root");
  }

 private:
  fs::path folder_;
};
HOSTLER_SUITE(PackageTest, "core/plugin_host/package");

}  // namespace hostler::plugin
