const AWS =
  "(?:(?:db|cache|ml|kafka|search|ra3|dax|kafka)\\.)?(?:[a-z]{1,3}\\d{1,2}[a-z]{0,4}|u-\\d{1,2}tb\\d|x2iedn|ra3|dc2|mac\\d|hpc\\d[a-z]?)(?:-flex)?\\.(?:nano|micro|small|medium|large|\\d{0,3}x(?:l(?:arge|plus)?|plus)|metal(?:-\\d{1,3}xl)?)";
const GCP =
  "(?:[a-z]\\d{1,2}[a-z]?)-(?:standard|highmem|highcpu|megamem|ultramem|hypermem|highgpu|megagpu|micro|small|medium|custom)(?:-\\d{1,4}(?:g|-\\d{1,6})?)?(?:-lssd|-metal)?";
const AZURE =
  "(?:Standard_)?[A-HL-NP-Z][A-Z]{0,3}\\d{1,3}(?:-\\d{1,3})?[a-z]{0,5}(?:_[A-Z]\\d{1,3})?[_ ]v\\d|Standard_[A-Z]{1,3}\\d{1,3}[a-z]{0,5}(?:_v\\d)?";
const ORACLE = "(?:VM|BM)\\.(?:Standard|DenseIO|GPU|Optimized|HPC)[\\w.]{1,20}";
const INSTANCE = new RegExp(`(?<![\\w.-])(?:${AWS}|${GCP}|${ORACLE})(?![\\w-]|\\.\\w)`, "i");
const AZURE_INSTANCE = new RegExp(`(?<![\\w.-])(?:${AZURE})(?![\\w-])`);

/** `r5.24xlarge`, `n2-standard-32`, `Standard_E64s_v5`. A family without a size is none. */
export function findInstanceType(text: string): string | null {
  return INSTANCE.exec(text)?.[0] ?? AZURE_INSTANCE.exec(text)?.[0] ?? null;
}
