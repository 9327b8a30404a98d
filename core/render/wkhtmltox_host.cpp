#include "core/render/wkhtmltox_host.h"

#include "core/child/child_loop.h"
#include "core/render/pdf_settings.h"

#define BOOST_DLL_USE_STD_FS
#include <boost/dll/shared_library.hpp>

#include <iostream>

namespace hostler::render {
namespace {

struct GlobalSettings;
struct ObjectSettings;
struct Converter;

// The C interface of libwkhtmltox 0.12 (wkhtmltox/pdf.h).
class PdfLibrary {
 public:
  explicit PdfLibrary(const std::string& path)
      : library_{path, boost::dll::load_mode::rtld_now | boost::dll::load_mode::rtld_local} {
    const auto init = function<int(int)>("wkhtmltopdf_init");
    if (init(0) != 1) throw std::runtime_error{"the library does not start"};
  }
  // Never taken down: the process ends instead, and the library's own end is not always clean.

  std::string convert(std::string_view html) const {
    auto* global = createGlobal_();
    auto* object = createObject_();
    for (const auto& option : pdfOptions()) {
      if (option.isGlobal) {
        setGlobal_(global, option.name, option.value);
      } else {
        setObject_(object, option.name, option.value);
      }
    }
    auto* converter = createConverter_(global);  // takes the settings over, as addObject_ does
    const std::string text{html};
    addObject_(converter, object, text.c_str());
    convert_(converter);  // false for many a good PDF: the bytes decide
    const unsigned char* bytes = nullptr;
    const auto size = getOutput_(converter, &bytes);
    std::string pdf;
    if (bytes != nullptr && size > 0) {
      pdf.assign(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    }
    destroyConverter_(converter);
    return pdf;
  }

 private:
  template <class Signature>
  Signature* function(const char* name) const {
    return &library_.get<Signature>(name);
  }

  boost::dll::shared_library library_;
  GlobalSettings* (*createGlobal_)() =
      function<GlobalSettings*()>("wkhtmltopdf_create_global_settings");
  ObjectSettings* (*createObject_)() =
      function<ObjectSettings*()>("wkhtmltopdf_create_object_settings");
  int (*setGlobal_)(GlobalSettings*, const char*, const char*) =
      function<int(GlobalSettings*, const char*, const char*)>("wkhtmltopdf_set_global_setting");
  int (*setObject_)(ObjectSettings*, const char*, const char*) =
      function<int(ObjectSettings*, const char*, const char*)>("wkhtmltopdf_set_object_setting");
  Converter* (*createConverter_)(GlobalSettings*) =
      function<Converter*(GlobalSettings*)>("wkhtmltopdf_create_converter");
  void (*addObject_)(Converter*, ObjectSettings*, const char*) =
      function<void(Converter*, ObjectSettings*, const char*)>("wkhtmltopdf_add_object");
  int (*convert_)(Converter*) = function<int(Converter*)>("wkhtmltopdf_convert");
  long (*getOutput_)(Converter*, const unsigned char**) =
      function<long(Converter*, const unsigned char**)>("wkhtmltopdf_get_output");
  void (*destroyConverter_)(Converter*) =
      function<void(Converter*)>("wkhtmltopdf_destroy_converter");
};

}  // namespace

int servePdfLibrary(int argc, char** argv) {
  try {
    const PdfLibrary library{argv[argc - 1]};
    child::serveParent(
        1, [&](std::string_view html, child::Caller&) { return library.convert(html); });
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}

}  // namespace hostler::render
