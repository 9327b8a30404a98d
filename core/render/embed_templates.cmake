# Writes the files of templates/ into a C++ source, so that the program has them wherever it runs.
# usage: cmake -D ROOT=… -D OUTPUT=… -D LIST=… -P embed_templates.cmake     LIST: a file with one relative path a line
file(STRINGS ${LIST} paths)
set(rows "")
foreach(path ${paths})
  file(READ ${ROOT}/${path} text)
  string(APPEND rows "    {\"${path}\", R\"~text~(${text})~text~\"},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"core/render/shipped_templates.h\"

namespace hostler::render {
namespace {
constexpr ShippedTemplate kTemplates[] = {
${rows}};
}  // namespace
std::span<const ShippedTemplate> shippedTemplates() { return kTemplates; }
}  // namespace hostler::render
")
