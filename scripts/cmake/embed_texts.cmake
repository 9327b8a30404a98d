# Writes text files into a C++ source, so that the program has them wherever it runs: see hostler_texts().
# cmake -D ROOT=… -D LIST=… -D HEADER=… -D NAMESPACE=… -D TYPE=… -D FUNCTION=… -D OUTPUT=….cpp -P embed_texts.cmake
file(STRINGS ${LIST} paths)
set(rows "")
foreach(path ${paths})
  file(READ ${ROOT}/${path} text)
  string(APPEND rows "    {\"${path}\", R\"~text~(${text})~text~\"},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"${HEADER}\"

namespace ${NAMESPACE} {
namespace {
constexpr ${TYPE} kTexts[] = {
${rows}};
}  // namespace
std::span<const ${TYPE}> ${FUNCTION}() { return kTexts; }
}  // namespace ${NAMESPACE}
")
