#include "core/plugin_host/plugin_folder.h"

#include "core/plugin_host/library_file.h"
#include "tests/core/plugin_host/hosting.h"
#include "tests/support/suite.h"

#include <fstream>
#include <unistd.h>

namespace hostler::plugin {

namespace fs = std::filesystem;

/// Only what was installed, by its name, unchanged, out of a folder that nobody else can write
/// (rule X1).
class PluginFolderTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PluginFolderTest);
  CPPUNIT_TEST(pluginsAreFoundWithAndWithoutAFolderForTheirKind);
  CPPUNIT_TEST(whatCannotBeUsedIsListedWithItsReason);
  CPPUNIT_TEST(ownPluginsLieBesideTheShippedOnes);
  CPPUNIT_TEST(aNameIsNeverAPath);
  CPPUNIT_TEST(aFileThatIsNoLibraryIsRefused);
  CPPUNIT_TEST(whatOthersCanWriteIsRefusedInProduction);
  CPPUNIT_TEST(whatTheEngineCouldWriteIsRefusedInProduction);
  CPPUNIT_TEST(aFolderThatIsALinkIsRefusedInProduction);
  CPPUNIT_TEST(linksAreRefused);
  CPPUNIT_TEST(aChangedByteIsRefused);
  CPPUNIT_TEST(aByteChangedAfterwardsIsFoundAtTheNextStart);
  CPPUNIT_TEST(whatIsKnownOfAFileEndsWithItsChange);
  CPPUNIT_TEST(unsignedIsRefusedUnlessTold);
  CPPUNIT_TEST(aSignatureIsChecked);
  CPPUNIT_TEST(hashesAreWhatSha256sumPrints);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    char name[] = "/tmp/hostler-plugins-XXXXXX";
    root_ = ::mkdtemp(name);
    fs::permissions(root_, fs::perms{0755});
  }
  void tearDown() override { fs::remove_all(root_); }

  void pluginsAreFoundWithAndWithoutAFolderForTheirKind() {
    install("in_c", root_ / "in_c");
    install("badly_behaved", root_ / "registrar" / "badly_behaved");
    const auto contents = PluginFolder{root_, sandboxTrust()}.scan();
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, contents.usable.size());
    CPPUNIT_ASSERT(contents.unusable.empty());
    CPPUNIT_ASSERT_EQUAL(std::string{"badly_behaved"}, contents.usable[0].manifest.name);
    CPPUNIT_ASSERT_EQUAL((root_ / "in_c" / "in_c.so").string(), contents.usable[1].binary.string());
    CPPUNIT_ASSERT((PluginFolder{root_ / "nowhere", sandboxTrust()}.scan().usable.empty()));
    // Written otherwise, it is the same folder.
    CPPUNIT_ASSERT_EQUAL(
        std::size_t{2}, (PluginFolder{root_ / "in_c" / "..", sandboxTrust()}.scan().usable.size()));
  }

  void whatCannotBeUsedIsListedWithItsReason() {
    install("in_c", root_ / "in_c");
    install("in_c", root_ / "dns" / "in_c");
    install("in_c", root_ / "renamed");
    fs::create_directories(root_ / "empty");
    fs::create_directories(root_ / "broken");
    std::ofstream{root_ / "broken" / "plugin.json"} << "{";
    install("badly_behaved", root_ / "badly_behaved");
    fs::remove(root_ / "badly_behaved" / "badly_behaved.so");

    const auto contents = PluginFolder{root_, sandboxTrust()}.scan();

    std::string told;
    for (const auto& each : contents.unusable) told += each.folder + ": " + each.reason + "\n";
    CPPUNIT_ASSERT_EQUAL(
        std::string{"badly_behaved: there is no badly_behaved.so\n"
                    "broken: plugin.json cannot be used: not JSON at byte 2\n"
                    "in_c: its name is taken by dns/in_c\n"
                    "renamed: its plugin.json names \"in_c\", its folder is \"renamed\"\n"},
        told);
  }

  // In production too, where the second folder need not be there at all.
  void ownPluginsLieBesideTheShippedOnes() {
    install("in_c", root_ / "shipped" / "in_c");
    install("badly_behaved", root_ / "own" / "registrar" / "badly_behaved");
    install("in_c", root_ / "own" / "in_c");
    const PluginFolder folder{std::vector{root_ / "shipped", root_ / "own", root_ / "nowhere"},
                              Trust{.production = true,
                                    .allowUnsigned = true,
                                    .ofTheProgram = {root_ / "shipped", root_ / "own"}}};

    const auto contents = folder.scan();
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, contents.usable.size());
    CPPUNIT_ASSERT_EQUAL(root_ / "shipped" / "in_c", contents.usable[1].folder);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, contents.unusable.size());
    CPPUNIT_ASSERT_EQUAL("its name is taken by " + (root_ / "shipped" / "in_c").string(),
                         contents.unusable[0].reason);
    folder.verify(folder.find("badly_behaved"));
    CPPUNIT_ASSERT_EQUAL(root_ / "shipped" / "in_c", folder.find("in_c").folder);

    // A folder that is named twice is one.
    const PluginFolder twice{std::vector{root_ / "shipped", root_ / "shipped"}, sandboxTrust()};
    CPPUNIT_ASSERT(twice.scan().unusable.empty());

    // Each folder is looked at, not only the first.
    fs::permissions(root_ / "own", fs::perms{0777});
    CPPUNIT_ASSERT_THROW(folder.find("badly_behaved"), PluginRefused);
  }

  void aNameIsNeverAPath() {
    install("in_c", root_ / "below" / "in_c");
    fs::create_directories(root_ / "plugins");
    const PluginFolder folder{root_ / "plugins", sandboxTrust()};
    for (const auto* name : {"../below/in_c", "..", ".", "", "/etc", "in_c/../in_c", "in_c"}) {
      CPPUNIT_ASSERT_THROW_MESSAGE(name, folder.find(name), PluginRefused);
    }
  }

  void aFileThatIsNoLibraryIsRefused() {
    install("in_c", root_ / "in_c");
    const auto library = root_ / "in_c" / "in_c.so";
    const auto whole = fs::file_size(library);
    const auto reason = [&] {
      try {
        PluginFolder{root_, sandboxTrust()}.find("in_c");
      } catch (const PluginRefused& refused) {
        return std::string{refused.what()};
      }
      return std::string{"accepted"};
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"accepted"}, reason());
    fs::resize_file(library, whole - 1);
    CPPUNIT_ASSERT_EQUAL(std::string{"in_c.so: it is cut short"}, reason());
    fs::resize_file(library, whole / 2);
    CPPUNIT_ASSERT_EQUAL(std::string{"in_c.so: it is cut short"}, reason());
    fs::resize_file(library, 10);
    CPPUNIT_ASSERT_EQUAL(std::string{"in_c.so: it is not an ELF file"}, reason());
    std::ofstream{library, std::ios::trunc}
        << "#!/bin/sh\necho this is no library, however long it may be\nexit 1\n";
    CPPUNIT_ASSERT_EQUAL(std::string{"in_c.so: it is not an ELF file"}, reason());
    fs::copy_file("/usr/bin/true", library, fs::copy_options::overwrite_existing);
    CPPUNIT_ASSERT_EQUAL(std::string{"accepted"},
                         reason());  // position independent: what it lacks shows at loading
    patch(library, 18, '\x28');      // e_machine: another processor
    CPPUNIT_ASSERT_EQUAL(std::string{"in_c.so: it was built for another machine"}, reason());
    fs::remove(library);
    fs::create_directory(library);
    CPPUNIT_ASSERT_EQUAL(std::string{"in_c.so: it cannot be read"}, reason());
  }

  void whatOthersCanWriteIsRefusedInProduction() {
    install("in_c", root_ / "registrar" / "in_c");
    const Trust trust{.production = true, .allowUnsigned = true, .ofTheProgram = {root_}};
    CPPUNIT_ASSERT_NO_THROW((PluginFolder{root_, trust}.find("in_c")));
    for (const auto& path :
         {root_, root_ / "registrar", root_ / "registrar" / "in_c",
          root_ / "registrar" / "in_c" / "plugin.json", root_ / "registrar" / "in_c" / "in_c.so"}) {
      const auto before = fs::status(path).permissions();
      for (const auto wider : {fs::perms::group_write, fs::perms::others_write}) {
        fs::permissions(path, before | wider);
        CPPUNIT_ASSERT_THROW_MESSAGE(path.string(), (PluginFolder{root_, trust}.find("in_c")),
                                     PluginRefused);
        CPPUNIT_ASSERT_NO_THROW((PluginFolder{root_, sandboxTrust()}.find("in_c")));
      }
      fs::permissions(path, before);
    }
    if (::getuid() != 0) return;
    CPPUNIT_ASSERT_EQUAL(0,
                         ::chown((root_ / "registrar" / "in_c" / "in_c.so").c_str(), 65534, 65534));
    CPPUNIT_ASSERT_THROW((PluginFolder{root_, trust}.find("in_c")), PluginRefused);
  }

  void whatTheEngineCouldWriteIsRefusedInProduction() {
    install("in_c", root_ / "registrar" / "in_c");
    const auto folder = root_ / "registrar" / "in_c";
    Trust trust{.production = true, .allowUnsigned = true};
    if (::getuid() == 0) {
      trust.engineUser = 65534;
      CPPUNIT_ASSERT_EQUAL(std::string{"accepted"}, reason(trust));
    }
    for (const auto& path :
         {root_, root_ / "registrar", folder, folder / "plugin.json", folder / "in_c.so"}) {
      CPPUNIT_ASSERT_EQUAL(0, ::chown(path.c_str(), trust.engineUser, static_cast<::gid_t>(-1)));
      CPPUNIT_ASSERT_MESSAGE(path.string() + ": " + reason(trust),
                             reason(trust).ends_with("`chown -R root " + root_.string() + "`"));
      if (::getuid() == 0) CPPUNIT_ASSERT_EQUAL(0, ::chown(path.c_str(), 0, 0));
    }
    CPPUNIT_ASSERT_EQUAL(0, ::chown(root_.c_str(), trust.engineUser, static_cast<::gid_t>(-1)));
    // Beside the program it is no worse than the program itself, and a sandbox is nobody's prey.
    auto beside = trust;
    beside.ofTheProgram = {root_ / "registrar" / ".."};
    CPPUNIT_ASSERT_EQUAL(std::string{"accepted"}, reason(beside));
    CPPUNIT_ASSERT_EQUAL(std::string{"accepted"}, reason(sandboxTrust()));
  }

  void aFolderThatIsALinkIsRefusedInProduction() {
    install("in_c", root_ / "real" / "in_c");
    fs::create_directory_symlink(root_ / "real", root_ / "plugins");
    Trust trust{.production = true, .allowUnsigned = true};
    const auto refusal = reason(trust, root_ / "plugins");
    CPPUNIT_ASSERT_MESSAGE(
        refusal,
        refusal.starts_with((root_ / "plugins").string() + " is a link: ") || ::getuid() != 0);
    CPPUNIT_ASSERT(refusal != "accepted");
    CPPUNIT_ASSERT_EQUAL(std::string{"accepted"}, reason(sandboxTrust(), root_ / "plugins"));
    trust.ofTheProgram = {root_ / "plugins"};
    CPPUNIT_ASSERT_EQUAL(std::string{"accepted"}, reason(trust, root_ / "plugins"));
  }

  void linksAreRefused() {
    install("in_c", root_ / "in_c");
    fs::rename(root_ / "in_c" / "in_c.so", root_ / "elsewhere.so");
    fs::create_symlink(root_ / "elsewhere.so", root_ / "in_c" / "in_c.so");
    CPPUNIT_ASSERT_THROW((PluginFolder{root_, sandboxTrust()}.find("in_c")), PluginRefused);
    install("badly_behaved", root_ / "hidden" / "deep" / "badly_behaved");
    fs::create_symlink(root_ / "hidden" / "deep" / "badly_behaved", root_ / "badly_behaved");
    CPPUNIT_ASSERT_THROW((PluginFolder{root_, sandboxTrust()}.find("badly_behaved")),
                         PluginRefused);
  }

  void aChangedByteIsRefused() {
    install("in_c", root_ / "in_c");
    const auto recorded = sha256OfText(PluginFolder{root_, sandboxTrust()}.find("in_c").sums());
    Trust trust{.production = true, .recordedHash = [&](const std::string& name) {
                  return name == "in_c" ? std::optional{recorded} : std::nullopt;
                }};
    const PluginFolder folder{root_, trust};
    CPPUNIT_ASSERT_NO_THROW(folder.find("in_c"));
    const auto library = root_ / "in_c" / "in_c.so";
    patch(library, static_cast<std::streamoff>(fs::file_size(library) / 2), '\x5A');
    CPPUNIT_ASSERT_THROW(folder.find("in_c"), PluginRefused);
    CPPUNIT_ASSERT_EQUAL(
        std::string{"it is not what was installed: its hash differs from the recorded one; "
                    "after an upgrade, `hostler plugin accept in_c` takes it on as it lies there"},
        folder.scan().unusable[0].reason);
    // A line more in plugin.json is a change as well.
    install("in_c", root_ / "in_c");
    CPPUNIT_ASSERT_NO_THROW(folder.find("in_c"));
    std::ofstream{root_ / "in_c" / "plugin.json", std::ios::app} << "\n";
    CPPUNIT_ASSERT_THROW(folder.find("in_c"), PluginRefused);
  }

  void aByteChangedAfterwardsIsFoundAtTheNextStart() {
    install("badly_behaved", root_ / "badly_behaved");
    const auto recorded =
        sha256OfText(PluginFolder{root_, sandboxTrust()}.find("badly_behaved").sums());
    Hosting hosting{
        hostSettings(),
        {.production = false, .recordedHash = [&](const std::string&) { return recorded; }},
        root_};
    auto host = hosting.host("badly_behaved");
    CPPUNIT_ASSERT(host.call(calling("echo")).outcome == Outcome::Succeeded);
    std::ofstream{root_ / "badly_behaved" / "plugin.json", std::ios::app} << "\n";
    CPPUNIT_ASSERT(host.call(calling("abort")).outcome == Outcome::Unknown);
    const auto answer = host.call(calling("echo"));
    CPPUNIT_ASSERT(answer.outcome == Outcome::Retryable);
    CPPUNIT_ASSERT_EQUAL(
        std::string{
            "the plugin: it is not what was installed: its hash differs from the recorded one; "
            "after an upgrade, `hostler plugin accept badly_behaved` takes it on as it lies there"},
        answer.message);
  }

  void whatIsKnownOfAFileEndsWithItsChange() {
    install("in_c", root_ / "in_c");
    const auto json = root_ / "in_c" / "plugin.json";
    KnownFiles known{std::chrono::nanoseconds{0}};
    const auto hash = known.sha256(json);
    CPPUNIT_ASSERT_EQUAL(hash, known.sha256(json));
    CPPUNIT_ASSERT_EQUAL(std::string{"in_c"}, known.manifest(json).name);
    std::ofstream{json, std::ios::app} << "\n";
    CPPUNIT_ASSERT(known.sha256(json) != hash);
    std::ofstream{json, std::ios::app} << "and what is no JSON";
    CPPUNIT_ASSERT_THROW(known.manifest(json), ManifestError);
    CPPUNIT_ASSERT_THROW(known.manifest(json), ManifestError);
    fs::remove(json);
    CPPUNIT_ASSERT_THROW(known.sha256(json), std::runtime_error);
  }

  void unsignedIsRefusedUnlessTold() {
    install("in_c", root_ / "in_c");
    CPPUNIT_ASSERT_THROW((PluginFolder{root_, {.production = false}}.find("in_c")), PluginRefused);
    CPPUNIT_ASSERT_NO_THROW(
        (PluginFolder{root_, {.production = false, .allowUnsigned = true}}.find("in_c")));
    CPPUNIT_ASSERT_EQUAL(
        std::string{"it is not signed, and nobody has taken it on: `hostler plugin accept in_c` "
                    "takes it on as it lies there"},
        (PluginFolder{root_, {.production = false}}.scan().unusable.at(0).reason));
  }

  void aSignatureIsChecked() {
    install("in_c", root_ / "in_c");
    const auto with = [this](Trust::Signature verdict, bool allowUnsigned) {
      Trust trust{.production = false,
                  .allowUnsigned = allowUnsigned,
                  .signature = [verdict](const InstalledPlugin& plugin, const std::string& sums) {
                    CPPUNIT_ASSERT(plugin.manifest.name == "in_c" && sums.ends_with("  in_c.so\n"));
                    return verdict;
                  }};
      return PluginFolder{root_, trust}.scan().usable.size() == 1;
    };
    CPPUNIT_ASSERT(with(Trust::Signature::Valid, false));
    CPPUNIT_ASSERT(!with(Trust::Signature::Missing, false) &&
                   with(Trust::Signature::Missing, true));
    // Where there is one it has to be right.
    CPPUNIT_ASSERT(!with(Trust::Signature::Invalid, true));
  }

  void hashesAreWhatSha256sumPrints() {
    // FIPS 180-2, appendix B.1.
    CPPUNIT_ASSERT_EQUAL(
        std::string{"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        sha256OfText("abc"));
    const std::string large(200'000, 'x');
    std::ofstream{root_ / "file"} << large;
    CPPUNIT_ASSERT_EQUAL(sha256OfText(large), sha256OfFile(root_ / "file"));
    CPPUNIT_ASSERT_THROW(sha256OfFile(root_ / "none"), std::runtime_error);
  }

 private:
  std::string reason(const Trust& trust, const fs::path& root = {}) const {
    try {
      PluginFolder{root.empty() ? root_ : root, trust}.find("in_c");
    } catch (const PluginRefused& refused) {
      return refused.what();
    }
    return "accepted";
  }
  static void install(const std::string& plugin, const fs::path& folder) {
    fs::create_directories(folder);
    for (const auto& name : {std::string{"plugin.json"}, plugin + ".so"}) {
      fs::copy_file(installedPlugins() / plugin / name, folder / name,
                    fs::copy_options::overwrite_existing);
      fs::permissions(folder / name, fs::perms{0644});
    }
    for (auto path = folder; path.filename() != path.root_path().filename() && path != "/tmp";
         path = path.parent_path()) {
      fs::permissions(path, fs::perms{0755});
    }
  }
  static void patch(const fs::path& file, std::streamoff at, char byte) {
    std::fstream stream{file, std::ios::in | std::ios::out | std::ios::binary};
    stream.seekg(at);
    const char before = static_cast<char>(stream.get());
    stream.seekp(at);
    stream.put(before == byte ? static_cast<char>(~byte) : byte);
  }

  fs::path root_;
};
HOSTLER_SUITE(PluginFolderTest, "core/plugin_host/plugin_folder");

}  // namespace hostler::plugin
